// The HTTP side of attachments.
import { attachmentEndpoints as endpoints } from '../../../shared/features/attachments.ts'
import { route, type Route } from '../../http/context.ts'
import { createAttachment, deleteAttachment } from './attachments.actions.ts'

export const attachmentRoutes: Route[] = [
  route(endpoints.createAttachment, (work, { params, body }) => createAttachment(work, params.taskId, body)),
  route(endpoints.deleteAttachment, (work, { params }) => deleteAttachment(work, params.attachmentId)),
]
