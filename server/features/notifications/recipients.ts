// Who hears of what: the one place that decides it. Never of one's own doing, never what one may not see, once for each event.
import { notificationKinds } from '../../../shared/features/notifications.ts'
import type { Actor } from '../../kernel/actor.ts'
import { can } from '../../policy/policy.ts'
import type { Cause, Circle } from './causes.ts'
import type { TaskFacts } from './facts.ts'
import { mentionedIn, type Named } from './mentions.ts'

/** `isWatched`: only since they watch the task. */
export type Concern = Cause & { isWatched?: boolean }

/** What was looked up for a run of events. */
export interface Known {
  tasks: ReadonlyMap<string, TaskFacts>
  /** Who has commented, by task. */
  talkers: ReadonlyMap<string, string[]>
  /** Who wrote the post, by post. */
  posters: ReadonlyMap<string, string[]>
  named: readonly Named[]
}

/** The members whom a cause concerns, and how; rights and what they muted are asked afterwards. */
export function concernedBy(cause: Cause, known: Known, textOf: (words: NonNullable<Cause['words']>['now']) => string): Map<string, Concern> {
  const task = cause.taskId === null ? undefined : known.tasks.get(cause.taskId)
  if (cause.taskId !== null && !task) return new Map()
  const around = cause.circles.flatMap((circle) => (circle === 'watchers' ? [] : CIRCLES[circle](task!, known)))
  const refusing = new Set(task?.wishes.flatMap(({ memberId, watching }) => (watching ? [] : [memberId])))
  const found = new Set([...cause.memberIds, ...around.filter((id) => !refusing.has(id))])
  for (const id of (cause.postId && known.posters.get(cause.postId)) || []) found.add(id)
  if (cause.words) {
    const before = mentionedIn(textOf(cause.words.before), known.named)
    for (const id of mentionedIn(textOf(cause.words.now), known.named)) if (!before.has(id)) found.add(id)
  }
  const watching = cause.circles.includes('watchers') ? CIRCLES.watchers(task!, known).filter((id) => !found.has(id)) : []
  return new Map([...[...found].map((id) => [id, cause] as const), ...watching.map((id) => [id, { ...cause, isWatched: true }] as const)])
}

const CIRCLES: Record<Circle, (task: TaskFacts, known: Known) => readonly string[]> = {
  assignees: ({ assigneeIds }) => assigneeIds,
  author: ({ createdById }) => (createdById === null ? [] : [createdById]),
  talkers: ({ id }, { talkers }) => talkers.get(id) ?? [],
  watchers: ({ wishes }) => wishes.flatMap(({ memberId, watching }) => (watching ? [memberId] : [])),
}

/** Whether a member may be told of what happens in a team. */
export const mayHear = (member: Actor | undefined, teamId: string): boolean => member !== undefined && can(member, 'task.read', { teamId })

/** Of several ways in which one event concerns a member the most pressing one that they did not mute. */
export function strongest<C extends Pick<Concern, 'kind' | 'isWatched'>>(causes: readonly C[], muted: readonly string[] = []): C | undefined {
  const wanted = causes.filter(({ kind, isWatched }) => !muted.includes(kind) && !(isWatched && muted.includes('watched')))
  return wanted.toSorted((a, b) => notificationKinds.indexOf(a.kind) - notificationKinds.indexOf(b.kind))[0]
}
