// Routes of archives.
import { archiveEndpoints as endpoints } from '../../../shared/features/archive.ts'
import { route, type Route } from '../../http/context.ts'
import type { FileStore } from '../../kernel/file-store.ts'
import { Progress } from '../imports/import-progress.ts'
import { exportArchive } from './export-archive.ts'
import { receiveArchive } from './receive-archive.ts'

export const archiveRoutes = ({ files }: { files: FileStore }): Route[] => [
  route(endpoints.exportArchive, (request) => exportArchive(files, request)),
  route(endpoints.importArchive, (request, { query: { dryRun, importId }, stream }) => {
    const length = request.http.req.header('content-length')
    const progressOf = (importer: { organizationId: string; membershipId: string }) => new Progress(request.kernel, { ...importer, importId, gone: request.http.req.raw.signal })
    return receiveArchive(files, request, { bytes: stream, announced: length === undefined ? null : Number(length) }, { isDry: dryRun === 'true', progressOf })
  }),
]
