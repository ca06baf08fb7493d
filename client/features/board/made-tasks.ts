// New tasks can be taken back like all that one does: those of a pasted list together, by one message.
import type { BulkOperation } from '../../../shared/features/tasks.ts'
import { toasts } from '../../ui/index.ts'
import type { Done, TaskBoard } from './board.store.svelte.ts'
import { t } from './adding/words.ts'

export type Made = Done<unknown> & { id: string; title: string }

/** It is seen where it was typed, so nothing is shown. */
export function rememberMade(store: TaskBoard, { id, title, done, undo }: Made): void {
  const say = (deed: Done<unknown>) => toasts.show({ text: t('added', { task: `“${title}”` }), isQuiet: true, ...deed, redo })
  const redo = () => void say(store.restoreTask(id))
  say({ done, undo })
}

/** Each was a change of its own; all of them go back as one. */
export function rememberAll(store: TaskBoard, made: readonly Made[]): void {
  if (made.length < 2) return made.forEach((task) => rememberMade(store, task))
  const all = (op: 'delete' | 'restore') => store.bulk(made.map(({ id }): BulkOperation => ({ op, taskId: id })), 'independent')
  const say = (deed: Done<unknown>) => toasts.show({ text: t('added.many', { count: made.length }), ...deed, redo })
  const redo = () => void say(all('restore'))
  // As long as one of them is there, there is something to take back.
  const done = Promise.all(made.map((task) => task.done)).then((outcomes) => outcomes.find(({ ok }) => ok) ?? outcomes[0]!)
  say({ done, undo: () => void all('delete') })
}
