// Routes of archives.
import { archiveEndpoints as endpoints } from '../../../shared/features/archive.ts'
import { route, type Route } from '../../http/context.ts'
import { Progress } from '../imports/import-progress.ts'
import { exportArchive } from './export-archive.ts'
import { receiveArchive, type Receiving } from './receive-archive.ts'
import { countArchivedFiles } from './shown-files.ts'

export const archiveRoutes = (on: Receiving): Route[] => [
  route(endpoints.exportArchive, (request, { query: { files } }) => exportArchive(on, request, { withFiles: files === 'true' })),
  route(endpoints.readArchivedFiles, (work) => countArchivedFiles(work, on.config.MAX_ARCHIVE_BYTES)),
  route(endpoints.importArchive, (request, { query: { dryRun, importId }, stream }) => {
    const length = request.http.req.header('content-length')
    const progressOf = (importer: { organizationId: string; membershipId: string }) => new Progress(request.kernel, { ...importer, importId, gone: request.http.req.raw.signal })
    return receiveArchive(on, request, { bytes: stream, announced: length === undefined ? null : Number(length) }, { isDry: dryRun === 'true', progressOf })
  }),
]
