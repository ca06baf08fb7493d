// Transfers: tasks go to another project of the organization, also of another team. Each keeps its id; its old key goes on finding it.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { event } from '../event.ts'
import { fieldValues } from './custom-fields.ts'
import { id } from '../ids.ts'
import { boardTask, task } from './tasks.ts'

/** So many tasks one request may name, and so many may go with them as their subtasks. */
export const MOST_TRANSFERRED = 500

export const transferInput = z.strictObject({
  taskIds: z.array(id).min(1).max(MOST_TRANSFERRED), projectId: id.describe('Where they go'),
  statusId: id.optional().describe('For all of them; unless said the status of the same name, else the first of the same category, else the first'),
  subtasks: z.enum(['along', 'detach']).default('along').describe('`detach`: they stay, without a parent'),
  dryRun: z.boolean().default(false).describe('Checks everything and answers what would become of each task; nothing is kept'),
})

const lost = z.strictObject({
  labels: z.array(z.string()), fields: z.array(z.string()).describe('Custom fields by name, whose values the other project cannot hold'),
  assigneeIds: z.array(id).describe('Who is no active member of the other team'), parent: z.boolean().describe('Its parent stays behind'),
})
export const transferred = z.strictObject({
  taskId: id, title: z.string(), fromKey: z.string(), key: z.string(), isSubtask: z.boolean().describe('It goes along with a task that was named'),
  status: z.strictObject({ id, name: z.string(), before: z.string() }), lost,
})
export type Transferred = z.infer<typeof transferred>

export const transferAnswer = z.strictObject({
  applied: z.boolean(), dryRun: z.boolean(), correlationId: id.describe('Undoing this takes all of them back'),
  tasks: z.array(transferred).describe('Without those that are in that project already'),
  detached: z.array(z.strictObject({ taskId: id, key: z.string(), title: z.string() })).describe('Subtasks that stay, without a parent'),
})
export type TransferAnswer = z.infer<typeof transferAnswer>

export const transferEndpoints = {
  transferTasks: endpoint({
    id: 'transferTasks', method: 'POST', path: '/api/tasks/transfers', tag: 'Tasks', access: 'member', scope: 'tasks:write', permission: 'task.create',
    summary: `Move up to ${MOST_TRANSFERRED} tasks to another project, with as many subtasks at most: all of them or none`, body: transferInput,
    status: 200, response: transferAnswer, errors: ['invalid_reference', 'wip_limit_reached', 'task_blocked'],
  }),
}

/** What of a task belongs to the project that it left; its team's people read it there. */
const before = boardTask.pick({ statusId: true, rank: true, assigneeIds: true, labelIds: true, parentId: true, customFields: true })
export type TaskBefore = z.infer<typeof before>

export const transferEvents = {
  taskLeft: event({
    type: 'task.left', streams: ['team'], schema: 1, summary: 'A task went to another project; where to is told to those of the same team only',
    data: z.strictObject({
      taskId: id, projectId: id, key: z.string(), title: z.string(), version: z.int().describe('After it'), before: before.extend({ customFields: fieldValues }),
      toProjectId: id.nullable(), toKey: z.string().nullable(),
    }),
  }),
  taskEntered: event({
    type: 'task.entered', streams: ['team'], schema: 1, summary: 'A task came from another project, all of it as it is now (its description may be referenced)',
    data: z.strictObject({
      task: z.strictObject({ ...task.shape, description: z.unknown() }), fromProjectId: id.nullable().describe('null where it was of another team'), fromKey: z.string().nullable(),
    }),
  }),
}
