// The trash of a project: its deleted tasks and comments, with who deleted them and when.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id, instant } from '../ids.ts'
import { streamPosition } from '../streams.ts'
import { comment } from './comments.ts'
import { boardTask } from './tasks.ts'

/** So many of each are shown at most, the last deleted first. */
export const MOST_TRASH = 200

const actor = z.strictObject({ membershipId: id.nullable(), name: z.string() })
const deletedTask = z.strictObject({ task: boardTask, deletedAt: instant, deletedBy: actor.nullable() })
const deletedComment = z.strictObject({
  eventId: id.describe('Undoing it brings the comment back'), comment: z.strictObject({ ...comment.shape, body: z.string().describe('Its beginning, where it is long') }),
  taskId: id, key: z.string(), title: z.string(), deletedAt: instant, deletedBy: actor,
})

export const trash = z.strictObject({
  tasks: z.array(deletedTask), moreTasks: z.boolean(), comments: z.array(deletedComment), moreComments: z.boolean(), ...streamPosition.shape,
})
export type Trash = z.infer<typeof trash>
export type DeletedTask = z.infer<typeof deletedTask>
export type DeletedComment = z.infer<typeof deletedComment>

export const trashEndpoints = {
  readTrash: endpoint({
    id: 'readTrash', method: 'GET', path: '/api/projects/{projectId}/trash', tag: 'Projects', access: 'member', scope: 'tasks:read', permission: 'task.read',
    summary: 'A project\'s deleted tasks, and deleted comments of its newest 10,000 events, the last 200 of each: nothing of it is deleted for good by itself',
    params: z.strictObject({ projectId: id }), status: 200, response: trash, transaction: 'snapshot',
  }),
}
