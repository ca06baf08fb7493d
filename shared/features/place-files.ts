// Files of a project or of a team: what everybody there needs, and no single task holds.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { event } from '../event.ts'
import { id, instant } from '../ids.ts'
import { offset } from '../streams.ts'
import { fileFacts, fileLinks, fileUpload } from './attachments.ts'

/** A project or a team has at most so many: they are listed whole. */
export const MOST_PLACE_FILES = 500

export const placeFile = z.strictObject({
  id, teamId: id,
  /** Null: it is the team's. */
  projectId: id.nullable(),
  ...fileFacts, createdById: id.nullable(), createdAt: instant,
})
export type PlaceFile = z.infer<typeof placeFile>

export const placeFiles = z.strictObject({
  items: z.array(placeFile).describe(`Oldest first, all of them: at most ${MOST_PLACE_FILES}`), stream: z.string(), offset, epoch: z.uuid(),
})
export type PlaceFiles = z.infer<typeof placeFiles>

const at = { tag: 'Attachments', access: 'member' } as const
const read = { ...at, method: 'GET', scope: 'tasks:read', status: 200 } as const
const list = { ...read, transaction: 'snapshot', response: placeFiles } as const
const links = { ...read, secret: true, transaction: 'own', response: fileLinks } as const
const upload = { ...at, ...fileUpload, method: 'POST', scope: 'tasks:write', permission: 'comment.create', response: placeFile } as const
const ofProject = z.strictObject({ projectId: id })
const ofTeam = z.strictObject({ teamId: id })

export const placeFileEndpoints = {
  listProjectFiles: endpoint({
    ...list, id: 'listProjectFiles', path: '/api/projects/{projectId}/files', permission: 'project.read', params: ofProject,
    summary: 'The files of a project itself, not those of its tasks',
  }),
  uploadProjectFile: endpoint({
    ...upload, id: 'uploadProjectFile', path: '/api/projects/{projectId}/files', params: ofProject,
    summary: 'Add a file to a project; the body is its content, of any media type',
  }),
  listProjectFileLinks: endpoint({
    ...links, id: 'listProjectFileLinks', path: '/api/projects/{projectId}/file-links', permission: 'project.read', params: ofProject,
    summary: 'Addresses of a project\'s files for pages and downloads: for five minutes, and as long as who asked may read them',
  }),
  listTeamFiles: endpoint({
    ...list, id: 'listTeamFiles', path: '/api/teams/{teamId}/files', permission: 'team.read', params: ofTeam, summary: 'The files of a team itself',
  }),
  uploadTeamFile: endpoint({
    ...upload, id: 'uploadTeamFile', path: '/api/teams/{teamId}/files', params: ofTeam,
    summary: 'Add a file to a team; the body is its content, of any media type',
  }),
  listTeamFileLinks: endpoint({
    ...links, id: 'listTeamFileLinks', path: '/api/teams/{teamId}/file-links', permission: 'team.read', params: ofTeam,
    summary: 'Addresses of a team\'s files for pages and downloads: for five minutes, and as long as who asked may read them',
  }),
}

export const placeFileEvents = {
  fileCreated: event({
    type: 'file.created', streams: ['team'], schema: 1, summary: 'A file was added to a project or team', data: z.strictObject({ file: placeFile }),
  }),
  fileDeleted: event({
    type: 'file.deleted', streams: ['team'], schema: 1, summary: 'A file was removed from a project or team', data: z.strictObject({ file: placeFile }),
  }),
}
