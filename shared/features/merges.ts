// Merges: duplicates become one with the task that is kept. What people added to them goes over, and each leads to it from then on.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { event } from '../event.ts'
import { attachment } from './attachments.ts'
import { comment } from './comments.ts'
import { id } from '../ids.ts'
import { linkEnd } from './links.ts'
import { timeEntry } from './time.ts'

/** So many duplicates one request merges. */
export const MOST_MERGED = 50

export const mergeInput = z.strictObject({
  taskIds: z.array(id).min(1).max(MOST_MERGED).describe('The duplicates'),
  dryRun: z.boolean().default(false).describe('Checks everything and answers what would become of each; nothing is kept'),
})

const counts = z.strictObject({
  comments: z.int(), attachments: z.int(), checklists: z.int(), minutes: z.int().describe('Logged time'), subtasks: z.int(), links: z.int(),
})

export const mergedTask = z.strictObject({
  taskId: id, key: z.string(), title: z.string(), isSameProject: z.boolean(),
  goes: counts.describe('What goes over to the kept task; comments, attachments, checklists and time of another project\'s task stay with it'),
  stays: counts, status: z.strictObject({ before: z.string(), after: z.string() }), stopsRepeating: z.boolean(),
})
export type MergedTask = z.infer<typeof mergedTask>

export const mergeAnswer = z.strictObject({
  applied: z.boolean(), dryRun: z.boolean(), correlationId: id.describe('Undoing this takes all of it back'),
  task: z.strictObject({ taskId: id, key: z.string(), title: z.string() }),
  assigneeIds: z.array(id).describe('Who is assigned to the kept task in addition'), labelIds: z.array(id).describe('Labels that it has in addition'),
  merged: z.array(mergedTask),
})
export type MergeAnswer = z.infer<typeof mergeAnswer>

export const mergeEndpoints = {
  mergeTasks: endpoint({
    id: 'mergeTasks', method: 'POST', path: '/api/tasks/{taskId}/merge', tag: 'Tasks', access: 'member', scope: 'tasks:write', permission: 'task.update',
    summary: `Merge up to ${MOST_MERGED} duplicates into this task: all of them or none`, params: z.strictObject({ taskId: id }), body: mergeInput,
    status: 200, response: mergeAnswer, errors: ['invalid_reference', 'link_cycle'],
  }),
}

const place = { taskId: id, projectId: id, key: z.string(), title: z.string() }
/** A comment brings its files along. */
const part = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('comment'), comment: comment.extend({ body: z.unknown().describe('Text, or a reference when long') }), files: z.array(attachment) }),
  z.strictObject({ kind: z.literal('attachment'), attachment }),
  z.strictObject({ kind: z.literal('time'), entry: timeEntry }),
])

export const mergeEvents = {
  taskMerged: event({
    type: 'task.merged', streams: ['team'], schema: 1, summary: 'A duplicate was merged into another task; what that changed is told by the events after it',
    data: z.strictObject({ from: linkEnd, to: linkEnd }),
  }),
  taskPartMoved: event({
    type: 'task_part.moved', streams: ['team'], schema: 1, summary: 'A comment with its files, an attachment or logged time went from one task of a project to another one',
    data: z.strictObject({ ...place, from: z.strictObject(place), part }),
  }),
}
