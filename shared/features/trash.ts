// The trash: of a project its deleted tasks and comments, of a team its deleted projects, with who deleted them and when.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { event } from '../event.ts'
import { id, instant } from '../ids.ts'
import { streamPosition } from '../streams.ts'
import { comment } from './comments.ts'
import { project } from './projects.ts'
import { boardTask } from './tasks.ts'

/** So many of each are shown at most, the last deleted first. */
export const MOST_TRASH = 200

const actor = z.strictObject({ membershipId: id.nullable(), name: z.string() })
const deletedTask = z.strictObject({ task: boardTask, deletedAt: instant, deletedBy: actor.nullable() })
const deletedComment = z.strictObject({
  eventId: id.describe('Undoing it brings the comment back'), comment: z.strictObject({ ...comment.shape, body: z.string().describe('Its beginning, where it is long') }),
  taskId: id, key: z.string(), title: z.string(), deletedAt: instant, deletedBy: actor,
})

const deletedProject = z.strictObject({ project, deletedAt: instant, deletedBy: actor.nullable() })
const kept = { keptDays: z.int().nullable().describe('Deleted for good after so many days; null: never'), ...streamPosition.shape }

export const trash = z.strictObject({
  tasks: z.array(deletedTask), moreTasks: z.boolean(), comments: z.array(deletedComment), moreComments: z.boolean(), ...kept,
})
export type Trash = z.infer<typeof trash>

export const teamTrash = z.strictObject({ projects: z.array(deletedProject), moreProjects: z.boolean(), ...kept })
export type TeamTrash = z.infer<typeof teamTrash>
export type DeletedProject = z.infer<typeof deletedProject>
export type DeletedTask = z.infer<typeof deletedTask>
export type DeletedComment = z.infer<typeof deletedComment>

export const trashEndpoints = {
  readTrash: endpoint({
    id: 'readTrash', method: 'GET', path: '/api/projects/{projectId}/trash', tag: 'Projects', access: 'member', scope: 'tasks:read', permission: 'task.read',
    summary: 'A project\'s deleted tasks, and deleted comments of its newest 10,000 events, the last 200 of each; `keptDays` tells when they are deleted for good',
    params: z.strictObject({ projectId: id }), status: 200, response: trash, transaction: 'snapshot',
  }),
  readTeamTrash: endpoint({
    id: 'readTeamTrash', method: 'GET', path: '/api/teams/{teamId}/trash', tag: 'Teams', access: 'member', scope: 'projects:read', permission: 'team.read',
    summary: 'A team\'s deleted projects, the last 200; `keptDays` tells when they are deleted for good',
    params: z.strictObject({ teamId: id }), status: 200, response: teamTrash, transaction: 'snapshot',
  }),
}

export const trashEvents = {
  trashEmptied: event({
    type: 'trash.emptied', streams: ['team'], schema: 1, summary: 'Tasks, or a project with all that was in it, were deleted for good: they waited in the trash for as long as it keeps',
    data: z.strictObject({ projectId: id, taskIds: z.array(id), isProjectGone: z.boolean() }),
  }),
}
