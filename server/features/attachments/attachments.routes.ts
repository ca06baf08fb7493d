// The HTTP side of attachments.
import { attachmentEndpoints as endpoints } from '../../../shared/features/attachments.ts'
import { placeFileEndpoints as places } from '../../../shared/features/place-files.ts'
import { route, type Request, type Route } from '../../http/context.ts'
import { acceptedKeys, type Secrets } from '../../kernel/secrets.ts'
import { createAttachment, deleteAttachment } from './attachments.actions.ts'
import { listFileLinks, openedBy } from './file-links.ts'
import type { FilePlace } from './file-place.ts'
import { findFile, readStorage } from './files.queries.ts'
import { listProjectFiles, listTeamFiles } from './place-files.queries.ts'
import type { Files } from './store-file.ts'
import { uploadFile } from './upload-file.ts'

type On = Files & { secrets: Secrets }

export const attachmentRoutes = (on: On): Route[] => [
  route(endpoints.createAttachment, (work, { params, body }) => createAttachment(work, params.taskId, body)),
  route(endpoints.uploadFile, (request, { params, query, stream }) => receive(on, request, { kind: 'task', id: params.taskId }, query.name, stream)),
  route(places.uploadProjectFile, (request, { params, query, stream }) => receive(on, request, { kind: 'project', id: params.projectId }, query.name, stream)),
  route(places.uploadTeamFile, (request, { params, query, stream }) => receive(on, request, { kind: 'team', id: params.teamId }, query.name, stream)),
  route(places.listProjectFiles, (work, { params }) => listProjectFiles(work, params.projectId)),
  route(places.listTeamFiles, (work, { params }) => listTeamFiles(work, params.teamId)),
  route(endpoints.readFile, (work, { params, query }) => findFile(on, work, params.attachmentId, query.variant)),
  route(endpoints.listFileLinks, (request, { params }) => linksFor(on, request, { kind: 'task', id: params.taskId })),
  route(places.listProjectFileLinks, (request, { params }) => linksFor(on, request, { kind: 'project', id: params.projectId })),
  route(places.listTeamFileLinks, (request, { params }) => linksFor(on, request, { kind: 'team', id: params.teamId })),
  route(endpoints.openFileLink, (request, { params }) => {
    const { caller, attachmentId, variant } = openedBy(params.link, acceptedKeys(on.secrets, 'files'), request.traceId)
    return on.kernel.read(caller, (work) => findFile(on, work, attachmentId, variant))
  }),
  route(endpoints.readStorage, (work) => readStorage(on, work)),
  route(endpoints.deleteAttachment, (work, { params }) => deleteAttachment(work, params.attachmentId)),
]

function receive<P extends FilePlace>(on: On, request: Request, place: P, name: string, bytes: AsyncIterable<Uint8Array>) {
  const length = request.http.req.header('content-length')
  return uploadFile(on, request, place, name, { bytes, announced: length === undefined ? null : Number(length) })
}

const linksFor = (on: On, request: Request, place: FilePlace) =>
  request.read((work) => listFileLinks(work, request.caller!, place, on.secrets.files))
