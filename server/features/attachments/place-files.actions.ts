// Adds stored files to projects and teams, and removes them: into the trash, which keeps them for a while.
import { MOST_PLACE_FILES, placeFileEvents, type PlaceFile } from '../../../shared/features/place-files.ts'
import { teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import { notFound, Problem } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { loadProject } from '../projects/load-project.ts'
import { loadTeam } from '../teams/load-team.ts'
import { PLACE_COLUMN, type FilePlace } from './file-place.ts'
import { findPlaceFiles } from './place-files.queries.ts'
import type { Stored } from './store-file.ts'

type Shared = FilePlace & { kind: 'project' | 'team' }

/** Adds what the store holds already. Throws 409 when the place is full. */
export async function addPlaceFile(work: Work, place: Shared, { id, name, stored }: { id: string; name: string; stored: Stored }): Promise<PlaceFile> {
  const { teamId, projectId } = await loadPlace(work, place, 'comment.create')
  await refuseWhenFull(work, place)
  const { type, size, picture, id: fileId } = stored
  const file: PlaceFile = { id, teamId, projectId, name, type, size, picture, createdById: work.actor.membershipId || null, createdAt: work.at.toISOString() }
  await query(
    work.em,
    `with added as (
      insert into attachments (organization_id, id, ${PLACE_COLUMN[place.kind]}, kind, name, file_id, created_by_id, created_at)
      values ($1::uuid, $2::uuid, $3::uuid, 'file', $4, $5::uuid, $6::uuid, $7::timestamptz) returning file_id)
    update files f set unused_since = null from added where f.organization_id = $1::uuid and f.id = added.file_id`,
    [work.organizationId, id, place.id, name, fileId, file.createdById, file.createdAt],
  )
  work.append(teamStream(teamId), placeFileEvents.fileCreated, { file })
  return file
}

/** Who added it, the team's manager and admins may. */
export async function removePlaceFile(work: Work, place: Shared, attachmentId: string): Promise<void> {
  const { teamId } = await loadPlace(work, place, place.kind === 'project' ? 'project.read' : 'team.read')
  const file = (await findPlaceFiles(work, place, attachmentId))[0]
  if (!file) throw notFound()
  authorize(work.actor, 'comment.delete', { teamId, createdById: file.createdById })
  const gone = await query(
    work.em, 'update attachments set deleted_at = $3::timestamptz where organization_id = $1::uuid and id = $2::uuid and deleted_at is null returning id',
    [work.organizationId, attachmentId, work.at.toISOString()],
  )
  // Somebody else was first.
  if (gone.length === 0) throw notFound()
  work.append(teamStream(teamId), placeFileEvents.fileDeleted, { file })
}

/** Takes a file out of the trash, as long as that has it: whoever may remove it may. Throws 404, 409 when the place is full. */
export async function restorePlaceFile(work: Work, { id: attachmentId, projectId, teamId: ofTeam, createdById }: PlaceFile): Promise<PlaceFile> {
  const place: Shared = projectId === null ? { kind: 'team', id: ofTeam } : { kind: 'project', id: projectId }
  const { teamId } = await loadPlace(work, place, 'comment.create')
  authorize(work.actor, 'comment.delete', { teamId, createdById })
  await refuseWhenFull(work, place)
  const back = await query(
    work.em, `update attachments set deleted_at = null where organization_id = $1::uuid and id = $2::uuid and ${PLACE_COLUMN[place.kind]} = $3::uuid and deleted_at is not null returning id`,
    [work.organizationId, attachmentId, place.id],
  )
  const file = back.length > 0 ? (await findPlaceFiles(work, place, attachmentId))[0] : undefined
  if (!file) throw notFound()
  work.append(teamStream(teamId), placeFileEvents.fileCreated, { file })
  return file
}

async function loadPlace(work: Work, { kind, id }: Shared, permission: 'comment.create' | 'project.read' | 'team.read'): Promise<{ teamId: string; projectId: string | null }> {
  if (kind === 'team') return { teamId: (await loadTeam(work, id, permission)).id, projectId: null }
  const project = await loadProject(work, id, permission, { lock: permission === 'comment.create' })
  return { teamId: project.team.id, projectId: id }
}

/** Two at once must not both take the last place. */
async function refuseWhenFull(work: Work, { kind, id }: Shared): Promise<void> {
  await query(work.em, 'select pg_advisory_xact_lock(hashtext($1))', [`lockstep:place-files:${id}`])
  const [{ count } = { count: 0 }] = await query<{ count: number }>(
    work.em, `select count(*)::int as count from attachments where organization_id = $1::uuid and ${PLACE_COLUMN[kind]} = $2::uuid and deleted_at is null`, [work.organizationId, id],
  )
  if (count >= MOST_PLACE_FILES) throw new Problem('conflict', `There are ${MOST_PLACE_FILES} files here already. Remove some that nobody needs.`)
}
