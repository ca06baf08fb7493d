// Reads the files of a project or team.
import type { PlaceFile, PlaceFiles } from '../../../shared/features/place-files.ts'
import { teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { loadProject } from '../projects/load-project.ts'
import { positionOf } from '../streams/streams.queries.ts'
import { presentTime } from '../tasks/task.presenter.ts'
import { loadTeam } from '../teams/load-team.ts'
import { ATTACHMENT_COLUMNS, ATTACHMENTS, pictureOf, type AttachmentRow } from './attachment.presenter.ts'
import { PLACE_COLUMN, type FilePlace } from './file-place.ts'

type Row = AttachmentRow & { projectId: string | null; teamId: string }

/** All files of a project, as a snapshot of its team's stream. */
export async function listProjectFiles(work: Work, projectId: string): Promise<PlaceFiles> {
  const project = await loadProject(work, projectId, 'project.read')
  return { items: await findPlaceFiles(work, { kind: 'project', id: projectId }), ...await positionOf(work, teamStream(project.team.id)) }
}

/** All files of a team itself, as a snapshot of its stream. */
export async function listTeamFiles(work: Work, teamId: string): Promise<PlaceFiles> {
  await loadTeam(work, teamId, 'team.read')
  return { items: await findPlaceFiles(work, { kind: 'team', id: teamId }), ...await positionOf(work, teamStream(teamId)) }
}

/** The files of a place that the caller has authorized, oldest first; or the one of an id. */
export async function findPlaceFiles(work: Work, { kind, id }: FilePlace, attachmentId: string | null = null): Promise<PlaceFile[]> {
  const rows = await query<Row>(
    work.em,
    `select ${ATTACHMENT_COLUMNS}, a.project_id as "projectId", coalesce(a.team_id, p.team_id) as "teamId" from ${ATTACHMENTS}
    left join projects p on p.organization_id = a.organization_id and p.id = a.project_id
    where a.organization_id = $1::uuid and a.${PLACE_COLUMN[kind]} = $2::uuid and a.deleted_at is null and ($3::uuid is null or a.id = $3::uuid) order by a.created_at, a.id`,
    [work.organizationId, id, attachmentId],
  )
  return rows.map(presentPlaceFile)
}

function presentPlaceFile(row: Row): PlaceFile {
  const { id, teamId, projectId, name, createdById } = row
  return { id, teamId, projectId, name, type: row.type!, size: row.size!, picture: pictureOf(row), createdById, createdAt: presentTime(row.createdAt) }
}
