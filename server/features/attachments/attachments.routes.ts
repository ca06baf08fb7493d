// The HTTP side of attachments.
import { attachmentEndpoints as endpoints } from '../../../shared/features/attachments.ts'
import { route, type Route } from '../../http/context.ts'
import type { Secrets } from '../../kernel/secrets.ts'
import { createAttachment, deleteAttachment } from './attachments.actions.ts'
import { listFileLinks, openedBy } from './file-links.ts'
import { findFile, readStorage } from './files.queries.ts'
import type { Files } from './store-file.ts'
import { uploadFile } from './upload-file.ts'

export const attachmentRoutes = (on: Files & { secrets: Secrets }): Route[] => [
  route(endpoints.createAttachment, (work, { params, body }) => createAttachment(work, params.taskId, body)),
  route(endpoints.uploadFile, (request, { params, query, stream }) => {
    const length = request.http.req.header('content-length')
    return uploadFile(on, request, params.taskId, query.name, { bytes: stream, announced: length === undefined ? null : Number(length) })
  }),
  route(endpoints.readFile, (work, { params, query }) => findFile(on, work, params.attachmentId, query.variant)),
  route(endpoints.listFileLinks, (request, { params }) =>
    request.read((work) => listFileLinks(work, request.caller!, params.taskId, on.secrets.files))),
  route(endpoints.openFileLink, (request, { params }) => {
    const { caller, attachmentId, variant } = openedBy(params.link, on.secrets.files, request.traceId)
    return on.kernel.read(caller, (work) => findFile(on, work, attachmentId, variant))
  }),
  route(endpoints.readStorage, (work) => readStorage(on, work)),
  route(endpoints.deleteAttachment, (work, { params }) => deleteAttachment(work, params.attachmentId)),
]
