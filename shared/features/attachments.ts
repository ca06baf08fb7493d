// Attachments of a task: links and files; and what files have alike wherever they are (place-files.ts).
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

const of = {
  id, taskId: id, name: line(), createdById: id.nullable(), createdAt: instant,
  commentId: id.nullable().optional().describe('The comment that it came with; events from before there were such have none'),
}
const link = z.strictObject({ ...of, kind: z.literal('link'), url: z.string() })
/** What is known of a file. */
export const fileFacts = {
  name: line(),
  /** By its content, not by its name. */
  type: z.string(), size: z.int(),
  /** Of what can be looked at in the page: its pixels as they are seen. It has a preview and a thumbnail then. */
  picture: z.strictObject({ width: z.int(), height: z.int() }).nullable(),
}
const file = z.strictObject({ ...of, kind: z.literal('file'), ...fileFacts })
export type LinkAttachment = z.infer<typeof link>
export type FileAttachment = z.infer<typeof file>

export const attachment = z.discriminatedUnion('kind', [link, file])
export type Attachment = z.infer<typeof attachment>

/** What there is of a file: as it was sent, and of pictures two smaller ones that were drawn anew. */
export const fileVariants = ['original', 'preview', 'thumbnail'] as const
export type FileVariant = (typeof fileVariants)[number]

/** Longer names are cut. */
export const LONGEST_FILE_NAME = 255

/** Addresses that open without a token, for who asked for them and for minutes only. */
export const fileLinks = z.strictObject({
  expiresAt: instant,
  items: z.array(z.strictObject({ attachmentId: id, original: z.string(), preview: z.string().nullable(), thumbnail: z.string().nullable() })),
})
export type FileLinks = z.infer<typeof fileLinks>

const storage = z.strictObject({
  maxFileBytes: z.int(), usedBytes: z.int(),
  /** Null: as much as the disk holds. */
  maxBytes: z.int().nullable(),
})
export type Storage = z.infer<typeof storage>

/** How a file comes, wherever it goes. */
export const fileUpload = {
  transaction: 'own', query: z.strictObject({ name: z.string().min(1).max(1000) }),
  streamBody: { description: 'The file. `GET /api/organization/storage` says how large it may be' },
  status: 201, errors: ['storage_full', 'bad_request'],
} as const

const anyType = ['application/octet-stream', 'image/webp'] as const
const at = { tag: 'Attachments', access: 'member', scope: 'tasks:write' } as const

export const attachmentEndpoints = {
  createAttachment: endpoint({
    ...at, id: 'createAttachment', method: 'POST', path: '/api/tasks/{taskId}/attachments', summary: 'Attach a link', permission: 'comment.create',
    params: z.strictObject({ taskId: id }), body: z.strictObject({ name: line().optional(), url: webAddress }), status: 201, response: attachment,
  }),
  deleteAttachment: endpoint({
    ...at, id: 'deleteAttachment', method: 'DELETE', path: '/api/attachments/{attachmentId}', summary: 'Remove an attachment of a task, or a file of a project or team', permission: 'comment.delete',
    params: z.strictObject({ attachmentId: id }), status: 204,
  }),
  uploadFile: endpoint({
    ...at, ...fileUpload, id: 'uploadFile', method: 'POST', path: '/api/tasks/{taskId}/files', permission: 'comment.create',
    summary: 'Attach a file; the body is its content, of any media type', params: z.strictObject({ taskId: id }), response: attachment,
  }),
  readFile: endpoint({
    ...at, id: 'readFile', method: 'GET', path: '/api/attachments/{attachmentId}/file', scope: 'tasks:read', permission: 'task.read',
    summary: 'The content of a file, or a smaller picture of it', params: z.strictObject({ attachmentId: id }),
    query: z.strictObject({ variant: z.enum(fileVariants).default('original') }), status: 200, file: { types: anyType, stored: true }, errors: ['range_not_satisfiable'],
  }),
  listFileLinks: endpoint({
    ...at, id: 'listFileLinks', method: 'GET', path: '/api/tasks/{taskId}/file-links', scope: 'tasks:read', permission: 'task.read', secret: true, transaction: 'own',
    summary: 'Addresses of a task\'s files for pages and downloads: for five minutes, and as long as who asked may read them',
    params: z.strictObject({ taskId: id }), status: 200, response: fileLinks,
  }),
  openFileLink: endpoint({
    id: 'openFileLink', method: 'GET', path: '/api/files/{link}', tag: 'Attachments', access: 'public', scope: null, transaction: 'own',
    summary: 'What an address of a file opens', params: z.strictObject({ link: z.string().min(1).max(1000) }), status: 200,
    file: { types: anyType, stored: true }, errors: ['unauthenticated', 'range_not_satisfiable'],
  }),
  readStorage: endpoint({
    ...at, id: 'readStorage', method: 'GET', path: '/api/organization/storage', scope: 'organization:read', permission: 'organization.read',
    summary: 'How large a file may be, and how much the organization\'s files take', status: 200, response: storage,
  }),
}

const place = { taskId: id, projectId: id, key: z.string(), title: z.string() }

export const attachmentEvents = {
  attachmentCreated: event({
    type: 'attachment.created', streams: ['team'], schema: 2, summary: 'A link or file was attached', data: z.strictObject({ ...place, attachment }),
  }),
  attachmentDeleted: event({
    type: 'attachment.deleted', streams: ['team'], schema: 2, summary: 'An attachment was removed', data: z.strictObject({ ...place, attachment }),
  }),
}
