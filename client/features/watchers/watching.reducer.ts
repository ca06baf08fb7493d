// What one said oneself of watching the tasks of a project, and what everybody said where that is asked for. Pure.
import { isHeldBy, withWish, type WatchWish } from '../../../shared/features/watchers.ts'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { StreamEvent, StreamPosition } from '../../../shared/streams.ts'
import type { DataOf } from '../../lib/reducer.ts'

export interface WatchingState {
  readonly position: StreamPosition
  readonly memberId: string
  /** By task; one who said nothing of a task watches it where it is theirs. */
  readonly wishes: ReadonlyMap<string, boolean>
  /** What everybody said, by task; null while only one's own is known. */
  readonly all: ReadonlyMap<string, readonly WatchWish[]> | null
}

/** Whether one watches a task. */
export const isWatched = ({ wishes, memberId }: Pick<WatchingState, 'wishes' | 'memberId'>, task: Pick<BoardTask, 'id' | 'assigneeIds' | 'createdById'>): boolean =>
  wishes.get(task.id) ?? isHeldBy(task, memberId)

/** Applies events of the project's team: what one said, and that one commented. */
export function reduceAll(state: WatchingState, events: readonly StreamEvent[]): WatchingState {
  let { position } = state
  const wishes = new Map(state.wishes)
  const all = state.all && new Map(state.all)
  for (const event of events) {
    if (event.stream !== position.stream || event.offset <= position.offset) continue
    position = { ...position, offset: event.offset }
    if (event.type === 'task.watched') {
      say(wishes, state.memberId, event.data as DataOf<'taskWatched'>)
      if (all) sayOfAll(all, event.data as DataOf<'taskWatched'>)
    }
    if (event.type === 'comment.created') {
      wrote(wishes, state.memberId, (event.data as DataOf<'commentCreated'>).comment)
      if (all) wroteOfAll(all, (event.data as DataOf<'commentCreated'>).comment)
    }
  }
  return { ...state, position, wishes, all }
}

function say(wishes: Map<string, boolean>, me: string, { taskId, memberId, watching }: DataOf<'taskWatched'>): void {
  if (memberId !== me) return
  if (watching === null) wishes.delete(taskId)
  else wishes.set(taskId, watching)
}

type All = Map<string, readonly WatchWish[]>

function sayOfAll(all: All, { taskId, memberId, watching }: DataOf<'taskWatched'>): void {
  const wishes = withWish(all.get(taskId) ?? [], memberId, watching)
  if (wishes.length > 0) all.set(taskId, wishes)
  else all.delete(taskId)
}

function wroteOfAll(all: All, { taskId, authorId }: { taskId: string; authorId: string | null }): void {
  const wishes = all.get(taskId) ?? []
  if (authorId !== null && !wishes.some(({ memberId }) => memberId === authorId)) all.set(taskId, withWish(wishes, authorId, true))
}

function wrote(wishes: Map<string, boolean>, me: string, { taskId, authorId }: { taskId: string; authorId: string | null }): void {
  if (authorId === me && !wishes.has(taskId)) wishes.set(taskId, true)
}
