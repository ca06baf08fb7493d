// A cell while it is typed in. It is about a task, not about a line: the row may be drawn elsewhere meanwhile.
import type { ColumnName } from './columns.ts'

export class Editing {
  /** The line that it began in. */
  readonly key: string
  readonly taskId: string
  readonly column: ColumnName
  /** The text of the cell when it began. */
  readonly before: string
  text = $state('')

  constructor(key: string, taskId: string, column: ColumnName, before: string, text: string) {
    this.key = key
    this.taskId = taskId
    this.column = column
    this.before = before
    this.text = text
  }
}
