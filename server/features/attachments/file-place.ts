// Where a file can be: on a task, a project or a team. Rights are always those of the place.
import type { Permission } from '../../../shared/permissions.ts'
import { query } from '../../kernel/database.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { loadProject } from '../projects/load-project.ts'
import { loadTaskFor } from '../tasks/load-task.ts'
import { loadTeam } from '../teams/load-team.ts'

export interface FilePlace { kind: 'task' | 'project' | 'team'; id: string }

/** The column of an attachment that names its place. */
export const PLACE_COLUMN = { task: 'task_id', project: 'project_id', team: 'team_id' } as const satisfies Record<FilePlace['kind'], string>

/** The permission to read what is there. */
const READING = { task: 'task.read', project: 'project.read', team: 'team.read' } as const satisfies Record<FilePlace['kind'], Permission>

/** Throws 404 when the place is hidden, gone or in the trash. */
export async function mayReadFiles(work: Work, { kind, id }: FilePlace): Promise<void> {
  if (kind === 'task') await loadTaskFor(work, READING.task, id)
  else if (kind === 'project') await loadProject(work, id, READING.project)
  else await loadTeam(work, id, READING.team)
}

/** Throws 404 when the place is hidden, 403 when nobody like the actor may add to it. */
export async function mayAddFiles(work: Work, { kind, id }: FilePlace): Promise<void> {
  if (kind === 'task') await loadTaskFor(work, 'comment.create', id)
  else if (kind === 'project') await loadProject(work, id, 'comment.create')
  else await loadTeam(work, id, 'comment.create')
}

/** Where an attachment is, without asking for rights. Throws 404. */
export async function placeOfAttachment(work: Work, attachmentId: string): Promise<FilePlace> {
  const [row] = await query<FilePlace>(
    work.em,
    `select case when task_id is not null then 'task' when project_id is not null then 'project' else 'team' end as kind,
      coalesce(task_id, project_id, team_id) as id
    from attachments where organization_id = $1::uuid and id = $2::uuid and deleted_at is null`,
    [work.organizationId, attachmentId],
  )
  if (!row) throw notFound()
  return row
}
