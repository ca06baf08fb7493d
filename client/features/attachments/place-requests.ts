// How files of each place are sent and asked for.
import type { FileLinks } from '../../../shared/features/attachments.ts'
import type { PlaceFiles } from '../../../shared/features/place-files.ts'
import type { Api, CallOptions } from '../../lib/api.ts'
import type { FilePlace } from './file-place.ts'

type Sent = CallOptions & { query: { name: string }; body: Blob }

/** Sends a file there. */
export async function send(api: Api, { kind, id }: FilePlace, sent: Sent): Promise<{ id: string }> {
  if (kind === 'task') return (await api.call('uploadFile', { params: { taskId: id }, ...sent })).data
  if (kind === 'project') return (await api.call('uploadProjectFile', { params: { projectId: id }, ...sent })).data
  return (await api.call('uploadTeamFile', { params: { teamId: id }, ...sent })).data
}

/** Addresses of all files there, for minutes. */
export async function askLinks(api: Api, { kind, id }: FilePlace): Promise<FileLinks> {
  if (kind === 'task') return (await api.call('listFileLinks', { params: { taskId: id } })).data
  if (kind === 'project') return (await api.call('listProjectFileLinks', { params: { projectId: id } })).data
  return (await api.call('listTeamFileLinks', { params: { teamId: id } })).data
}

/** The files of a project or team, as a snapshot of its team's stream. */
export async function askFiles(api: Api, { kind, id }: FilePlace, signal: AbortSignal): Promise<PlaceFiles> {
  if (kind === 'project') return (await api.call('listProjectFiles', { params: { projectId: id }, signal })).data
  return (await api.call('listTeamFiles', { params: { teamId: id }, signal })).data
}
