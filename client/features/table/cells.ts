// What is done to a cell: edited, emptied, copied, pasted into. What belongs to the selection changes all of it.
import type { BoardTask, TaskPatch } from '../../../shared/features/tasks.ts'
import { toasts } from '../../ui/index.ts'
import { reasonAgainst } from '../board/board-actions.ts'
import { openPicker } from '../board/board-keys.ts'
import { moveAllToEnd, patchAll } from '../board/bulk-actions.ts'
import type { BoardScene } from '../board/board.scene.svelte.ts'
import { putValue } from '../custom-fields/put-value.ts'
import type { ColumnName } from './columns.ts'
import { Editing } from './editing.svelte.ts'
import { changesFields } from './field-cells.ts'
import { columnOf, fieldOf, labelOf } from './field-columns.ts'
import type { TableGrid } from './table.svelte.ts'
import { cellText, patchFrom } from './values.ts'
import { t } from './words.ts'

/** Begins to change the cell that one is at: in its place, or with a picker beside it. Read-only ones open the task. */
export function edit(table: TableGrid, typed: string | null = null): void {
  const { scene, task, columnNow: column } = table
  const kind = columnOf(scene, column).edit
  if (!task) return
  if (kind === undefined || isOfOther(scene, column, task)) return scene.open(task)
  if (kind === 'field' || kind === 'tick') return editField(table, task)
  if (kind !== 'text' && kind !== 'number') return openPicker(scene, scene.selected.with(task), kind, table.cell() ?? undefined)
  if (!scene.can('task.update', task)) return void toasts.error(reasonAgainst(scene, task, 'change'))
  const before = cellText(scene, task, column)
  table.editing = new Editing(table.lineAt(table.at)!.key, task.id, column, before, typed ?? before)
}

/** A custom field that the task's project does not have. */
export const isOfOther = (scene: BoardScene, column: ColumnName, { projectId }: BoardTask): boolean =>
  (fieldOf(scene, column)?.projectId ?? projectId) !== projectId

/** A tick changes at once; what is chosen is chosen in a panel beside the cell. */
function editField(table: TableGrid, task: BoardTask): void {
  const { scene, columnNow: column } = table
  const field = fieldOf(scene, column)
  if (!field) return
  if (!scene.can('task.update', task)) return void toasts.error(reasonAgainst(scene, task, 'change'))
  if (field.kind === 'checkbox') return putValue(scene, task, field, task.customFields[field.id] === true ? null : true)
  const anchor = table.cell()
  if (anchor) table.picking = { taskId: task.id, fieldId: field.id, anchor }
}

/** Takes what was typed. Answers whether it meant something. */
export function write(scene: BoardScene, tasks: readonly BoardTask[], column: ColumnName, text: string): boolean {
  const patch = patchFrom(scene, column, text, tasks)
  if (!patch) {
    toasts.error(t('cell.refused', { text: text.trim().slice(0, 60), column: labelOf(scene, column) }))
    return false
  }
  if (patch.statusId !== undefined) moveAllToEnd(scene, tasks, patch.statusId, 'bottom')
  else patchAll(scene, tasks, (task) => (isChange(task, patch) ? patch : null))
  return true
}

const isChange = (task: BoardTask, patch: TaskPatch) =>
  changesFields(task, patch) || Object.entries(patch).some(([field, value]) => field !== 'customFields' && JSON.stringify(task[field as keyof BoardTask]) !== JSON.stringify(value))

/** Empties the cell, where it can be empty. */
export function empty({ scene, task, columnNow: column }: TableGrid): void {
  if (task && column !== 'title' && column !== 'status' && columnOf(scene, column).edit) write(scene, scene.selected.with(task), column, '')
}

/** The text of the cell, or of this column in the selected rows, a line each. */
export function copied({ scene, task, columnNow: column }: TableGrid): string | null {
  return task ? scene.selected.with(task).map((one) => cellText(scene, one, column)).join('\n') : null
}

/** One line goes into the cell or into this column of the selection; several go into the rows from here on. */
export function paste(table: TableGrid, text: string): void {
  const { scene, task, columnNow: column } = table
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/)
  if (!task || !columnOf(scene, column).edit) return
  if (lines.length === 1) return void write(scene, scene.selected.with(task), column, lines[0]!)
  const below = table.lines.slice(table.at).flatMap((line) => (line.kind === 'task' ? [line.task] : [])).slice(0, lines.length)
  const patches = new Map(below.map((one, index) => [one.id, patchFrom(scene, column, lines[index]!, [one])]))
  const refused = [...patches.values()].findIndex((patch) => patch === null)
  if (refused >= 0) return void toasts.error(t('cell.refused', { text: lines[refused]!.trim().slice(0, 60), column: labelOf(scene, column) }))
  patchAll(scene, below, (one) => {
    const patch = patches.get(one.id)
    return patch && isChange(one, patch) ? patch : null
  })
}
