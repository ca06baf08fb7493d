// What tests of files share: uploading, and what is on the disk.
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { FileAttachment } from '../../../shared/features/attachments.ts'
import type { PlaceFile } from '../../../shared/features/place-files.ts'
import { endpoints } from '../../../shared/index.ts'
import type { Person } from '../../support/factories.ts'
import type { World } from '../../support/world.ts'

export const textBytes = (content: string) => Uint8Array.from(Buffer.from(content))

export const upload = (person: Person, taskId: string, name: string, bytes: Uint8Array<ArrayBuffer>, headers?: Record<string, string>) =>
  person.call(endpoints.uploadFile, { params: { taskId }, query: { name }, bytes, ...(headers && { headers }) })

/** Uploads and throws unless it succeeds. */
export const attached = async (person: Person, taskId: string, name: string, bytes: Uint8Array<ArrayBuffer>) =>
  await person.do(endpoints.uploadFile, { params: { taskId }, query: { name }, bytes }) as FileAttachment

/** A place that is no task, and what is called there. */
export type Shared = { kind: 'project' | 'team'; id: string }

export const uploadTo = ({ kind, id }: Shared, person: Person, name: string, bytes: Uint8Array<ArrayBuffer>, headers?: Record<string, string>) => {
  const sent = { query: { name }, bytes, ...(headers && { headers }) }
  return kind === 'project'
    ? person.call(endpoints.uploadProjectFile, { params: { projectId: id }, ...sent }) : person.call(endpoints.uploadTeamFile, { params: { teamId: id }, ...sent })
}

/** Uploads there and throws unless it succeeds. */
export async function added(place: Shared, person: Person, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<PlaceFile> {
  const answer = await uploadTo(place, person, name, bytes)
  if (answer.status !== 201) throw new Error(`${answer.status} ${JSON.stringify(answer.problem)}`)
  return answer.data
}

export const filesIn = ({ kind, id }: Shared, person: Person) =>
  (kind === 'project' ? person.call(endpoints.listProjectFiles, { params: { projectId: id } }) : person.call(endpoints.listTeamFiles, { params: { teamId: id } }))

export const linksIn = ({ kind, id }: Shared, person: Person) =>
  (kind === 'project' ? person.call(endpoints.listProjectFileLinks, { params: { projectId: id } }) : person.call(endpoints.listTeamFileLinks, { params: { teamId: id } }))

/** Every file below the data folder's files, by its path there. */
export function onDisk(world: World): string[] {
  const root = join(world.dataDir, 'files')
  const found = statSync(root, { throwIfNoEntry: false }) ? readdirSync(root, { recursive: true, encoding: 'utf8' }) : []
  return found.filter((path) => statSync(join(root, path)).isFile()).sort()
}

/** The file as its bytes and headers. */
export async function opened(world: World, address: string, headers: Record<string, string> = {}) {
  const response = await fetch(new URL(address, world.url), { headers, redirect: 'manual' })
  return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) }
}

export const asOriginal = (world: World, person: Person, id: string, headers: Record<string, string> = {}, variant = 'original') =>
  opened(world, `/api/attachments/${id}/file?variant=${variant}`, { Authorization: `Bearer ${person.token}`, ...headers })

export const linksOf = async (person: Person, taskId: string, id: string) =>
  (await person.do(endpoints.listFileLinks, { params: { taskId } })).items.find(({ attachmentId }) => attachmentId === id)!
