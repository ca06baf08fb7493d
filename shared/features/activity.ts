// Activity: what happened to a task or project, told from its events.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id } from '../ids.ts'
import { listOf, listQuery } from '../lists.ts'
import { streamEvent } from '../streams.ts'

/** One event (of a bulk change: the part of it that concerns the task), newest first. */
export const activityItem = streamEvent
export type ActivityItem = z.infer<typeof activityItem>

const at = { tag: 'Activity', access: 'member', scope: 'tasks:read', permission: 'task.read', method: 'GET', status: 200 } as const

export const activityEndpoints = {
  listTaskActivity: endpoint({
    ...at, id: 'listTaskActivity', path: '/api/tasks/{taskId}/activity', summary: 'What happened to a task, newest first',
    params: z.strictObject({ taskId: id }), query: z.strictObject(listQuery), response: listOf(activityItem),
  }),
  listProjectActivity: endpoint({
    ...at, id: 'listProjectActivity', path: '/api/projects/{projectId}/activity', summary: 'What happened in a project, newest first',
    params: z.strictObject({ projectId: id }), query: z.strictObject(listQuery), response: listOf(activityItem),
  }),
}
