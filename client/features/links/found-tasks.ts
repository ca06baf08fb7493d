// Tasks to choose from, for what is typed: those of the board first, then those that the server found. Pure.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { PickOption } from '../../ui/pick.ts'
import { searchOptions } from '../../ui/pick.ts'

export interface TaskOption extends PickOption { task: BoardTask }

/** More than anybody reads. */
const MOST = 30

const optionOf = (task: BoardTask): TaskOption => ({ value: task.id, label: `${task.key} ${task.title}`, task })

export function foundTasks(typed: string, ofBoard: readonly BoardTask[], found: readonly BoardTask[]): TaskOption[] {
  const here = searchOptions(ofBoard.map(optionOf), typed).slice(0, MOST)
  const known = new Set(ofBoard.map(({ id }) => id))
  // The server finds by more than title and key: what is typed counts as one of their words.
  const elsewhere = typed === '' ? [] : found.filter(({ id }) => !known.has(id))
    .map((task) => ({ ...optionOf(task), keywords: [typed] }))
  return [...here, ...elsewhere]
}
