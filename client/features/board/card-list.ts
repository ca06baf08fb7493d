// What a column's list of cards does for the board.

/** What a column's list of cards can tell and do for the rest of the board. */
export interface CardList {
  locate(clientY: number): number
  reveal(taskId: string): void
  /** Notes what shall stay where it is on the screen while the order changes. */
  hold(): void
  element: HTMLElement
}
