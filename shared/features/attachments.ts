// Attachments of a task: links (files come later).
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { event } from '../event.ts'
import { id, instant, line } from '../ids.ts'

const LONGEST_TYPED = 4000
/** As browsers spell it, in ASCII: it stays inside its event. */
const LONGEST_ADDRESS = 8000

/** Only what a browser may open safely: http and https. */
export function isWebAddress(typed: string): boolean {
  if (typed.length > LONGEST_TYPED || !URL.canParse(typed)) return false
  const { protocol, href } = new URL(typed)
  return /^https?:$/.test(protocol) && href.length <= LONGEST_ADDRESS
}

export const webAddress = z.string().trim().max(LONGEST_TYPED).pipe(z.url({ abort: true }))
  .refine(isWebAddress, 'Use an address of http or https that is not too long')

export const attachment = z.strictObject({
  id, taskId: id, kind: z.literal('link'), name: line(), url: z.string(), createdById: id.nullable(), createdAt: instant,
})
export type Attachment = z.infer<typeof attachment>

const at = { tag: 'Attachments', access: 'member', scope: 'tasks:write' } as const

export const attachmentEndpoints = {
  createAttachment: endpoint({
    ...at, id: 'createAttachment', method: 'POST', path: '/api/tasks/{taskId}/attachments', summary: 'Attach a link', permission: 'comment.create',
    params: z.strictObject({ taskId: id }), body: z.strictObject({ name: line().optional(), url: webAddress }), status: 201, response: attachment,
  }),
  deleteAttachment: endpoint({
    ...at, id: 'deleteAttachment', method: 'DELETE', path: '/api/attachments/{attachmentId}', summary: 'Remove an attachment', permission: 'comment.delete',
    params: z.strictObject({ attachmentId: id }), status: 204,
  }),
}

const place = { taskId: id, projectId: id, key: z.string(), title: z.string() }

export const attachmentEvents = {
  attachmentCreated: event({
    type: 'attachment.created', streams: ['team'], schema: 1, summary: 'A link was attached', data: z.strictObject({ ...place, attachment }),
  }),
  attachmentDeleted: event({
    type: 'attachment.deleted', streams: ['team'], schema: 1, summary: 'An attachment was removed', data: z.strictObject({ ...place, attachment }),
  }),
}
