// Comments on tasks.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { changesOf, event } from '../event.ts'
import { id, instant, text } from '../ids.ts'
import { listOf, listQuery } from '../lists.ts'
import { attachment } from './attachments.ts'

export const comment = z.strictObject({
  id, taskId: id, authorId: id.nullable(), importedAuthor: z.string().nullable().describe('Who wrote it where it was imported from'),
  body: text(), version: z.int(), createdAt: instant, updatedAt: instant,
})
export type Comment = z.infer<typeof comment>

export const commentBody = text().refine((value) => value.trim() !== '', 'Write something')
/** A comment brings so many files at most. */
export const MOST_COMMENT_FILES = 10

export const commentInput = z.strictObject({
  id: id.optional(), body: text(),
  fileIds: z.array(id).max(MOST_COMMENT_FILES).optional().describe('Files of the task that its author attached: they come with the comment'),
}).refine(({ body, fileIds = [] }) => body.trim() !== '' || fileIds.length > 0, { path: ['body'], message: 'Write something' })

const ofTask = z.strictObject({ taskId: id })
const one = z.strictObject({ commentId: id })
const at = { tag: 'Comments', access: 'member' } as const

export const commentEndpoints = {
  listComments: endpoint({
    ...at, id: 'listComments', method: 'GET', path: '/api/tasks/{taskId}/comments', scope: 'tasks:read', permission: 'task.read',
    summary: 'List a task\'s comments, oldest first unless `sort` says the newest', params: ofTask,
    query: z.strictObject({ ...listQuery, sort: z.enum(['createdAt', '-createdAt']).default('createdAt') }), status: 200, response: listOf(comment),
  }),
  createComment: endpoint({
    ...at, id: 'createComment', method: 'POST', path: '/api/tasks/{taskId}/comments', scope: 'tasks:write', permission: 'comment.create',
    summary: 'Comment on a task', params: ofTask, body: commentInput, status: 201, response: comment,
  }),
  updateComment: endpoint({
    ...at, id: 'updateComment', method: 'PATCH', path: '/api/comments/{commentId}', scope: 'tasks:write', permission: 'comment.update',
    summary: 'Edit one\'s comment', params: one, body: z.strictObject({ body: commentBody }), status: 200, response: comment,
  }),
  deleteComment: endpoint({
    ...at, id: 'deleteComment', method: 'DELETE', path: '/api/comments/{commentId}', scope: 'tasks:write', permission: 'comment.delete',
    summary: 'Delete a comment', params: one, status: 204,
  }),
}

const place = { taskId: id, projectId: id, key: z.string(), title: z.string() }
const body = z.unknown().describe('Text, or a reference when long')

export const commentEvents = {
  commentCreated: event({
    type: 'comment.created', streams: ['team'], schema: 1, summary: 'Somebody commented on a task',
    data: z.strictObject({ ...place, comment: z.strictObject({ ...comment.shape, body }), fileIds: z.array(id).optional().describe('Files of the task that came with it') }),
  }),
  commentUpdated: event({
    type: 'comment.updated', streams: ['team'], schema: 1, summary: 'A comment was edited',
    data: z.strictObject({ ...place, commentId: id, version: z.int(), updatedAt: instant, changes: changesOf({ body }) }),
  }),
  commentRestored: event({
    type: 'comment.restored', streams: ['team'], schema: 1, summary: 'A deleted comment came back',
    data: z.strictObject({ ...place, comment: z.strictObject({ ...comment.shape, body }), files: z.array(attachment).optional().describe('Came back with it') }),
  }),
  commentDeleted: event({
    type: 'comment.deleted', streams: ['team'], schema: 1, summary: 'A comment was deleted',
    data: z.strictObject({ ...place, comment: z.strictObject({ ...comment.shape, body }), files: z.array(attachment).optional().describe('Went to the trash with it') }),
  }),
}
