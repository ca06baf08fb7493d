// Watchers of tasks: who hears what happens on a task, though it is not theirs, and who does not want to, though it is.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { event } from '../event.ts'
import { id } from '../ids.ts'
import { streamPosition } from '../streams.ts'

/** What a member said of a task. Who said nothing watches it as its author or assignee. */
export const watchWish = z.strictObject({ memberId: id, watching: z.boolean() })
export type WatchWish = z.infer<typeof watchWish>

interface Held { assigneeIds: readonly string[]; createdById: string | null }

/** Whether a task is somebody's who then watches it without a word. */
export const isHeldBy = ({ assigneeIds, createdById }: Held, memberId: string): boolean => createdById === memberId || assigneeIds.includes(memberId)

/** Everybody who watches a task: whoever wants to, and its author and assignees unless they do not. */
export function watchersOf(task: Held, wishes: readonly WatchWish[]): string[] {
  const refused = new Set(wishes.flatMap(({ memberId, watching }) => (watching ? [] : [memberId])))
  const found = [...wishes.flatMap(({ memberId, watching }) => (watching ? [memberId] : [])), ...task.assigneeIds, ...(task.createdById === null ? [] : [task.createdById])]
  return [...new Set(found)].filter((memberId) => !refused.has(memberId))
}

/** What members said, with what one of them says now; null takes their word away. */
export function withWish(wishes: readonly WatchWish[], memberId: string, watching: boolean | null): WatchWish[] {
  const others = wishes.filter((wish) => wish.memberId !== memberId)
  if (watching === null) return others
  return [...others, { memberId, watching }].sort((a, b) => (a.memberId < b.memberId ? -1 : 1))
}

const at = { tag: 'Tasks', access: 'member', permission: 'task.read' } as const
const params = z.strictObject({ taskId: id })

export const watcherEndpoints = {
  watchTask: endpoint({
    ...at, id: 'watchTask', method: 'PUT', path: '/api/tasks/{taskId}/watching', scope: 'tasks:write',
    summary: 'Watch a task, oneself: hear of comments, a new status, a new due time, the end of what blocks it', params, status: 204,
  }),
  unwatchTask: endpoint({
    ...at, id: 'unwatchTask', method: 'DELETE', path: '/api/tasks/{taskId}/watching', scope: 'tasks:write',
    summary: 'Watch a task no more; its author and assignees hear only of what names them, or gives it to them', params, status: 204,
  }),
  readWatching: endpoint({
    ...at, id: 'readWatching', method: 'GET', path: '/api/projects/{projectId}/watching', scope: 'tasks:read',
    summary: 'What one said oneself of watching tasks of a project, or what everybody said', params: z.strictObject({ projectId: id }),
    query: z.strictObject({ of: z.enum(['me', 'all']).default('me').describe('`all`: also what the others said, as each task\'s `watchers` has it') }), status: 200, transaction: 'snapshot',
    response: z.strictObject({
      watching: z.array(id).describe('Tasks that one wants to hear of'), refused: z.array(id).describe('Tasks of one\'s own, or that one commented on, that one does not want to hear of'),
      wishes: z.array(z.strictObject({ taskId: id, ...watchWish.shape })).optional().describe('With `of=all`: what everybody said, one\'s own too'),
      ...streamPosition.shape,
    }),
  }),
}

export const watcherEvents = {
  taskWatched: event({
    type: 'task.watched', streams: ['team'], schema: 1, summary: 'A member watches a task, or no more. Who comments on it watches it too, unless they said no',
    data: z.strictObject({
      taskId: id, projectId: id, key: z.string(), title: z.string(), memberId: id,
      watching: z.boolean().nullable().describe('null: they said nothing, as before'),
    }),
  }),
}
