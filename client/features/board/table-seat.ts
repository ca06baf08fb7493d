// What the table does for the rest of the screen while it is open.
import type { MenuEntry } from '../../ui/index.ts'
import type { ColumnView } from './board.scene.svelte.ts'

export interface TableSeat {
  /** Columns as the table groups and orders them. */
  arrange(columns: readonly ColumnView[]): readonly ColumnView[]
  /** Sorted by what, as the API names it; null as on the board. */
  readonly sort: string | null
  readonly columns: readonly string[]
  /** Edits the title of a task in its row. */
  rename(taskId: string): Promise<void>
  /** What its display menu offers. */
  display(): MenuEntry[]
}
