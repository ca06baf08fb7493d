// Where columns and cards are in the page.

export const columnElement = (columnId: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-column-id="${columnId}"]`)

/** The card of a task; where it is shown twice, the one that had the focus last. */
export function cardElement(taskId: string): HTMLElement | null {
  const all = [...document.querySelectorAll<HTMLElement>(`[data-task-id="${taskId}"]`)]
  return all.find((card) => card.querySelector('[data-card-link][tabindex="0"]')) ?? all[0] ?? null
}
export const cardLink = (taskId: string): HTMLElement | null =>
  cardElement(taskId)?.querySelector<HTMLElement>('[data-card-link]') ?? null

/** What takes the focus where no card is left for it: what adds one to the column, else the board's heading. */
export function seatWithoutCards(columnId = ''): HTMLElement | null {
  const heading = document.querySelector<HTMLElement>('main h1')
  if (heading) heading.tabIndex = -1
  return columnElement(columnId)?.querySelector<HTMLElement>('[data-column-add]') ?? heading
}
