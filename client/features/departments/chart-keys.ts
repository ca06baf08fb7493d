// Arrow keys in the chart: up and down from row to row, right and left to open, close and go to the department above.

const MAIN = '[data-chart-main]'

export function stepsOf(tree: HTMLElement, event: KeyboardEvent): void {
  const here = (event.target as HTMLElement).closest<HTMLElement>(MAIN)
  if (!here || event.ctrlKey || event.metaKey || event.altKey) return
  const step = steps[event.key]
  if (!step) return
  event.preventDefault()
  event.stopPropagation()
  step(here, [...tree.querySelectorAll<HTMLElement>(MAIN)])
}

type Step = (here: HTMLElement, rows: HTMLElement[]) => void

const isOpen = (row: HTMLElement) => row.getAttribute('aria-expanded')
const forward: Step = (here) => {
  if (isOpen(here) === 'false') here.click()
  else inside(here)?.focus()
}
const back: Step = (here) => {
  if (isOpen(here) === 'true' && inside(here)) here.click()
  else here.closest('ul')?.closest('li')?.querySelector<HTMLElement>(MAIN)?.focus()
}
const inside = (here: HTMLElement) => here.closest('li')?.querySelector<HTMLElement>(`ul ${MAIN}`)

const steps: Record<string, Step> = {
  ArrowDown: (here, rows) => rows[rows.indexOf(here) + 1]?.focus(),
  ArrowUp: (here, rows) => rows[rows.indexOf(here) - 1]?.focus(),
  Home: (_, rows) => rows[0]?.focus(),
  End: (_, rows) => rows.at(-1)?.focus(),
  ArrowRight: (here, rows) => (isMirrored(here) ? back : forward)(here, rows),
  ArrowLeft: (here, rows) => (isMirrored(here) ? forward : back)(here, rows),
}

const isMirrored = (element: HTMLElement) => getComputedStyle(element).direction === 'rtl'
