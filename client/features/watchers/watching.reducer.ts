// What one said oneself of watching the tasks of a project. Pure.
import { isHeldBy } from '../../../shared/features/watchers.ts'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { StreamEvent, StreamPosition } from '../../../shared/streams.ts'
import type { DataOf } from '../../lib/reducer.ts'

export interface WatchingState {
  readonly position: StreamPosition
  readonly memberId: string
  /** By task; one who said nothing of a task watches it where it is theirs. */
  readonly wishes: ReadonlyMap<string, boolean>
}

/** Whether one watches a task. */
export const isWatched = ({ wishes, memberId }: Pick<WatchingState, 'wishes' | 'memberId'>, task: Pick<BoardTask, 'id' | 'assigneeIds' | 'createdById'>): boolean =>
  wishes.get(task.id) ?? isHeldBy(task, memberId)

/** Applies events of the project's team: what one said, and that one commented. */
export function reduceAll(state: WatchingState, events: readonly StreamEvent[]): WatchingState {
  let { position } = state
  const wishes = new Map(state.wishes)
  for (const event of events) {
    if (event.stream !== position.stream || event.offset <= position.offset) continue
    position = { ...position, offset: event.offset }
    if (event.type === 'task.watched') say(wishes, state.memberId, event.data as DataOf<'taskWatched'>)
    if (event.type === 'comment.created') wrote(wishes, state.memberId, (event.data as DataOf<'commentCreated'>).comment)
  }
  return { ...state, position, wishes }
}

function say(wishes: Map<string, boolean>, me: string, { taskId, memberId, watching }: DataOf<'taskWatched'>): void {
  if (memberId !== me) return
  if (watching === null) wishes.delete(taskId)
  else wishes.set(taskId, watching)
}

function wrote(wishes: Map<string, boolean>, me: string, { taskId, authorId }: { taskId: string; authorId: string | null }): void {
  if (authorId === me && !wishes.has(taskId)) wishes.set(taskId, true)
}
