// Links between tasks of an organization: one blocks another, relates to it, or says the same.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { event } from '../event.ts'
import { id, instant } from '../ids.ts'

export const linkKinds = ['blocks', 'relates', 'duplicates'] as const
export type LinkKind = (typeof linkKinds)[number]

/** The same, seen from either end. */
export const linkRoles = ['blocks', 'blocked_by', 'relates', 'duplicates', 'duplicated_by'] as const
export type LinkRole = (typeof linkRoles)[number]

/** `from` blocks or duplicates `to`; related tasks have no direction. The tasks themselves are read where one may. */
export const taskLink = z.strictObject({
  id, kind: z.enum(linkKinds), fromTaskId: id, toTaskId: id, createdById: id.nullable(), createdAt: instant,
})
export type TaskLink = z.infer<typeof taskLink>

/** What the link is to one of its tasks. */
export function roleOf({ kind, fromTaskId }: Pick<TaskLink, 'kind' | 'fromTaskId'>, taskId: string): LinkRole {
  if (kind === 'relates' || fromTaskId === taskId) return kind
  return kind === 'blocks' ? 'blocked_by' : 'duplicated_by'
}

/** What a task is linked to another by, as the link is kept. */
export function endsOf(role: LinkRole, taskId: string, otherTaskId: string): Pick<TaskLink, 'kind' | 'fromTaskId' | 'toTaskId'> {
  const turns = role === 'relates' ? otherTaskId < taskId : role === 'blocked_by' || role === 'duplicated_by'
  const kind = role === 'blocked_by' ? 'blocks' : role === 'duplicated_by' ? 'duplicates' : role
  return { kind, fromTaskId: turns ? otherTaskId : taskId, toTaskId: turns ? taskId : otherTaskId }
}

/** The task at the other end. */
export const otherEnd = ({ fromTaskId, toTaskId }: Pick<TaskLink, 'fromTaskId' | 'toTaskId'>, taskId: string): string =>
  (fromTaskId === taskId ? toTaskId : fromTaskId)

const at = { tag: 'Tasks', access: 'member', scope: 'tasks:write', permission: 'task.update' } as const

export const linkEndpoints = {
  createTaskLink: endpoint({
    ...at, id: 'createTaskLink', method: 'POST', path: '/api/tasks/{taskId}/links',
    summary: 'Link a task to another one of the organization; linked so already, it is answered as it is',
    params: z.strictObject({ taskId: id }), body: z.strictObject({ kind: z.enum(linkRoles), otherTaskId: id }), status: 201, response: taskLink,
    errors: ['invalid_reference', 'link_cycle'],
  }),
  deleteTaskLink: endpoint({
    ...at, id: 'deleteTaskLink', method: 'DELETE', path: '/api/links/{linkId}', summary: 'Take a link off, from either of its tasks',
    params: z.strictObject({ linkId: id }), status: 204,
  }),
}

/** An end of a link as one of the two teams hears of it: a task of another team has no name there. */
export const linkEnd = z.strictObject({ taskId: id, projectId: id.nullable(), key: z.string().nullable(), title: z.string().nullable() })
const told = z.strictObject({ link: taskLink, from: linkEnd, to: linkEnd })

export const linkEvents = {
  taskLinkCreated: event({ type: 'task_link.created', streams: ['team'], schema: 1, summary: 'Two tasks were linked', data: told }),
  taskLinkDeleted: event({ type: 'task_link.deleted', streams: ['team'], schema: 1, summary: 'A link between two tasks was taken off', data: told }),
}
