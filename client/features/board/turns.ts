// Changes of status that end a turn of a task that repeats: the server makes the next one, and Ctrl Z takes both back.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { isOver, type Status } from '../../../shared/features/workflow.ts'
import type { StoreContext } from '../stores.ts'
import type { Outcome } from '../../lib/outbox.svelte.ts'

/** Whether the change of status makes the next task of a series. */
export function endsTurn(view: { statuses: readonly Status[] } | null | undefined, task: BoardTask | undefined, statusId: string | undefined): boolean {
  const isEnd = (id?: string) => isOver(view?.statuses.find((status) => status.id === id)?.category ?? 'todo')
  return !!task?.recurrence && isEnd(statusId) && !isEnd(task.statusId)
}

/**
 * Only the server knows of the next task: what was answered is taken back there, all else by hand.
 * @param liveStream The stream of the change; undefined while nobody is connected.
 */
export function undoWithNext(context: StoreContext, done: Promise<Outcome>, undo: () => unknown, liveStream: () => string | undefined): () => void {
  const takeBack = async (stream: string) => {
    const outcome = await done
    if (!outcome.ok) return
    if (!outcome.reaches) return void undo()
    const part = await import('../recurrence/undo-turn.ts').catch(() => null)
    if (part) await part.undoTurn(context, { stream, offset: outcome.reaches }, undo)
    else undo()
  }
  return () => {
    const stream = liveStream()
    if (stream) void takeBack(stream)
    else undo()
  }
}
