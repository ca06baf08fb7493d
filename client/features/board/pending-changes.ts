// One's own changes that wait: the board with them, and which of its tasks they are of.
import type { StreamPosition } from '../../../shared/streams.ts'
import type { Change } from '../../lib/outbox.svelte.ts'
import { drawOnBoard } from '../mutations.ts'
import type { BoardState } from './board.reducer.ts'
import { BoardDraft } from './board.state.ts'

export function withPending(drawn: BoardState, pending: readonly Change[]): BoardState {
  if (pending.length === 0) return drawn
  const draft = new BoardDraft(drawn)
  for (const own of pending) drawOnBoard(draft, own)
  return draft.finish()
}

/** Whether what is drawn has the change. What goes on by another stream than the change's, as a board whose project moved, was read after the answer. */
export function isReached({ reaches, stream }: Change, drawn: Pick<StreamPosition, 'stream' | 'offset'> | null | undefined): boolean {
  return reaches !== null && !!drawn && (drawn.stream !== stream || reaches <= drawn.offset)
}

/** `late`: one of the task's changes has waited for long. */
export function tasksOfChanges(pending: readonly Change[]): ReadonlyMap<string, { late: boolean }> {
  const tasks = new Map<string, { late: boolean }>()
  for (const { taskIds, late } of pending) {
    for (const taskId of taskIds) tasks.set(taskId, { late: late || (tasks.get(taskId)?.late ?? false) })
  }
  return tasks
}
