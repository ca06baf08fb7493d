// New tasks can be taken back like all that one does: those of a pasted list together, by one message.
import type { Problem } from '../../../shared/errors.ts'
import type { BulkOperation, BulkResult } from '../../../shared/features/tasks.ts'
import { newId } from '../../lib/ids.ts'
import { problemWords } from '../../shell/problem-words.ts'
import { toasts } from '../../ui/index.ts'
import { conflictInbox } from '../conflicts/conflict-inbox.svelte.ts'
import type { TaskInput } from './board.mutations.ts'
import type { Done, TaskBoard } from './board.store.svelte.ts'
import { appliedOf } from './bulk-undo.ts'
import { t } from './adding/words.ts'

export type NewTask = Omit<TaskInput, 'id' | 'projectId'>
type Create = Extract<BulkOperation, { op: 'create' }>
export type Made = Done<unknown> & { id: string; title: string }

/** It is seen where it was typed, so nothing is shown. */
export function rememberMade(store: TaskBoard, { id, title, done, undo }: Made): void {
  const say = (deed: Done<unknown>) => toasts.show({ text: t('added', { task: `“${title}”` }), isQuiet: true, ...deed, redo })
  const redo = () => void say(store.restoreTask(id))
  say({ done, undo })
}

/** The same of many: one request, drawn in one step, taken back as one. Each that is refused waits for a decision, and is told. Answers their ids. */
export function makeAll(store: TaskBoard, inputs: readonly NewTask[]): string[] {
  let after = inputs[0]?.afterTaskId
  const operations = inputs.map((input): Create => {
    const operation = { ...input, op: 'create' as const, id: newId(), projectId: store.projectId, description: '', startAt: null, progress: 0, ...(after && { afterTaskId: after }) } as Create
    if (after) after = operation.id
    return operation
  })
  const { done, undo } = store.bulk(operations, 'independent')
  let applied: readonly BulkOperation[] = operations
  const told = done.then((outcome) => {
    applied = appliedOf(operations, outcome)
    if (outcome.ok) tellRefused(outcome.data.results.flatMap(({ error }) => error ?? []))
    return { ok: applied.length > 0 }
  })
  const say = (deed: { done?: Promise<{ ok: boolean }>; undo: () => void }) =>
    toasts.show({ text: t('added.many', { count: applied.length }), ...deed, redo: () => say(store.bulk(applied.flatMap((one) => restored(one)), 'independent')) })
  say({ done: told, undo })
  return operations.flatMap(({ id }) => id ?? [])
}

const restored = (operation: BulkOperation): BulkOperation[] => (operation.op === 'create' && operation.id ? [{ op: 'restore', taskId: operation.id }] : [])

function tellRefused(errors: readonly NonNullable<BulkResult['error']>[]): void {
  const [first] = errors
  if (!first) return
  const why = problemWords({ type: '', title: '', traceId: '', ...first } as Problem)
  toasts.error(t('refused.many', { count: errors.length, why }), { label: t('refused.decide'), run: () => conflictInbox.show() })
}
