// What one said oneself of watching the tasks of a project, and what everybody said where that is asked for. Pure.
import { isHeldBy, withWish, type WatchWish } from '../../../shared/features/watchers.ts'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { StreamEvent } from '../../../shared/streams.ts'
import type { DataOf } from '../../lib/reducer.ts'

export interface WatchingState {
  readonly projectId: string
  readonly memberId: string
  /** By task; one who said nothing of a task watches it where it is theirs. */
  readonly wishes: ReadonlyMap<string, boolean>
  /** What everybody said, by task; null while only one's own is known. */
  readonly all: ReadonlyMap<string, readonly WatchWish[]> | null
}

/** Whether one watches a task. */
export const isWatched = ({ wishes, memberId }: Pick<WatchingState, 'wishes' | 'memberId'>, task: Pick<BoardTask, 'id' | 'assigneeIds' | 'createdById'>): boolean =>
  wishes.get(task.id) ?? isHeldBy(task, memberId)

/** Applies events of the project's team: what somebody said, and that they commented. The very same state where that changes nothing. */
export function reduceAll(state: WatchingState, events: readonly StreamEvent[]): WatchingState {
  let next = state
  for (const event of events) {
    if (event.type === 'task.watched') next = said(next, event.data as DataOf<'taskWatched'>)
    else if (event.type === 'comment.created') next = wrote(next, event.data as DataOf<'commentCreated'>)
  }
  return next
}

/** Whether a task came into the project from another: what was said of it there is not told. */
export const bringTask = (events: readonly StreamEvent[], projectId: string): boolean =>
  events.flatMap((event): readonly Pick<StreamEvent, 'type' | 'data'>[] => (event.type === 'batch.applied' ? (event.data as DataOf<'batchApplied'>).events : [event]))
    .some(({ type, data }) => type === 'task.entered' && (data as DataOf<'taskEntered'>).task.projectId === projectId)

interface Word { taskId: string; memberId: string; watching: boolean | null }

function said(state: WatchingState, { projectId, ...word }: DataOf<'taskWatched'>): WatchingState {
  return projectId === state.projectId ? heard(state, word) : state
}

/** Whoever comments watches from then on, unless they said something before. */
function wrote(state: WatchingState, { projectId, comment: { taskId, authorId } }: DataOf<'commentCreated'>): WatchingState {
  if (projectId !== state.projectId || authorId === null) return state
  const isSaid = authorId === state.memberId ? state.wishes.has(taskId) : state.all?.get(taskId)?.some(({ memberId }) => memberId === authorId)
  return isSaid ? state : heard(state, { taskId, memberId: authorId, watching: true })
}

function heard(state: WatchingState, word: Word): WatchingState {
  const isOwn = word.memberId === state.memberId
  if (!isOwn && !state.all) return state
  return { ...state, ...(isOwn && { wishes: withOwn(state.wishes, word) }), ...(state.all && { all: withWord(state.all, word) }) }
}

function withOwn(before: WatchingState['wishes'], { taskId, watching }: Word): WatchingState['wishes'] {
  const wishes = new Map(before)
  if (watching === null) wishes.delete(taskId)
  else wishes.set(taskId, watching)
  return wishes
}

function withWord(before: NonNullable<WatchingState['all']>, { taskId, memberId, watching }: Word): NonNullable<WatchingState['all']> {
  const all = new Map(before)
  const wishes = withWish(before.get(taskId) ?? [], memberId, watching)
  if (wishes.length > 0) all.set(taskId, wishes)
  else all.delete(taskId)
  return all
}
