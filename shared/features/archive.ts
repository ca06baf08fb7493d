// The whole organization as one file, and that file brought into an empty organization.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'

/** Raised when an older server could not read what a newer one writes. */
export const ARCHIVE_VERSION = 1

/** What an archive that is brought in may be at most: its lines packed, unpacked, how many, and one of them; and how many files. How large it may be with its files, MAX_ARCHIVE_BYTES says. */
export const ARCHIVE_LIMITS = { bytes: 64 * 1024 * 1024, unpacked: 256 * 1024 * 1024, lines: 200_000, line: 1024 * 1024, files: 20_000 } as const

/** So long an archive may take to be read out of the database, in milliseconds: that long one snapshot is held. */
export const ARCHIVE_SNAPSHOT_MS = 60_000

const counts = z.record(z.string().max(50), z.int().min(0)).describe('How many of each kind, by the kind\'s name in the archive')
const hash = z.string().regex(/^[0-9a-f]{64}$/).describe('SHA-256 of the lines of content, which name nothing by an id: equal content has an equal hash')

/** What is in an archive, and what it comes to. People are counted, but not in the hash: who may sign in is decided in each organization. */
export const archiveContent = z.strictObject({ counts, hash })
export type ArchiveContent = z.infer<typeof archiveContent>

/** The first line of an archive. */
export const archiveHeader = z.strictObject({
  format: z.literal('lockstep-archive'), version: z.literal(ARCHIVE_VERSION), organization: z.string().max(200), createdAt: z.iso.datetime(),
  ...archiveContent.shape,
})
export type ArchiveHeader = z.infer<typeof archiveHeader>

export const archiveImported = z.strictObject({
  organization: z.string(), createdAt: z.iso.datetime().describe('When the archive was made'),
  archive: archiveContent, imported: archiveContent.describe('What the organization holds now, counted and hashed anew'),
  fileBytes: z.int().describe('How many bytes its files have; how many files there are is among the counts'),
  equal: z.boolean().describe('Whether both hashes are the same'),
  people: z.strictObject({
    known: z.int().describe('Were members already, by their e-mail addresses'),
    added: z.int().describe('Are deactivated members now, without an account, until they accept an invitation'),
  }),
})
export type ArchiveImported = z.infer<typeof archiveImported>

export const archivedFiles = z.strictObject({
  files: z.int(), bytes: z.int(),
  archiveBytes: z.int().describe('How long an archive with them is at least: all of it but its lines'),
  most: z.strictObject({ files: z.int(), bytes: z.int() }).describe('What an import on this server takes at most: an archive with more is good to keep, and comes in without its files only'),
})
export type ArchivedFiles = z.infer<typeof archivedFiles>

const at = { tag: 'Organization', access: 'member' } as const
const whole = { ...at, scope: 'organization:write', transaction: 'own' } as const

export const archiveEndpoints = {
  exportArchive: endpoint({
    ...whole, id: 'exportArchive', method: 'GET', path: '/api/organization/archive', permission: 'organization.export',
    summary: 'The whole organization as one file: NDJSON, gzipped; with its files a tar of both. An API token needs every scope',
    query: z.strictObject({ files: z.enum(['true', 'false']).default('false').describe('`true`: with the bytes of all files of tasks, comments, projects and teams') }),
    status: 200, file: { types: ['application/gzip', 'application/x-tar'], written: true }, errors: ['insufficient_scope', 'conflict'],
  }),
  readArchivedFiles: endpoint({
    ...at, id: 'readArchivedFiles', method: 'GET', path: '/api/organization/archive/files', permission: 'organization.export', scope: 'organization:read',
    summary: 'How many files an archive with files has now, how many bytes they are, and how much an import takes', status: 200, response: archivedFiles,
  }),
  importArchive: endpoint({
    ...whole, id: 'importArchive', method: 'POST', path: '/api/imports/archive', permission: 'organization.import',
    summary: 'Bring an archive into an organization that has no teams and departments yet, all or nothing. An API token needs every scope',
    query: z.strictObject({
      dryRun: z.enum(['true', 'false']).default('false').describe('`true`: everything is checked and counted, nothing is kept'),
      importId: z.uuid().optional().describe('The sockets of the importer hear of the progress under this id (import:progress)'),
    }),
    streamBody: {
      maxBytes: 1024 ** 4,
      description: 'The file that `GET /api/organization/archive` gave, with files or without. How large it may be on this server tells `GET /api/organization/archive/files` (`most`)',
    },
    status: 200, response: archiveImported, errors: ['organization_not_empty', 'invalid_import', 'insufficient_scope', 'storage_full'],
  }),
}
