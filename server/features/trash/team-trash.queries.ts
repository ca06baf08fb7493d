// Reads a team's trash: its deleted projects.
import { MOST_TRASH, type DeletedProject, type TeamTrash } from '../../../shared/features/trash.ts'
import { teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { Project } from '../projects/project.entity.ts'
import { presentProject } from '../projects/project.presenter.ts'
import { positionOf } from '../streams/streams.queries.ts'
import { loadTeam } from '../teams/load-team.ts'
import { keptDaysOf, type Retention } from './retention.ts'

export async function readTeamTrash(work: Work, teamId: string, retention: Retention): Promise<TeamTrash> {
  await loadTeam(work, teamId, 'team.read')
  const rows = await work.em.find(
    Project, { team: { id: teamId }, deletedAt: { $ne: null } }, { orderBy: { deletedAt: 'desc', id: 'asc' }, limit: MOST_TRASH + 1 },
  )
  const projects = rows.slice(0, MOST_TRASH)
  const deleters = await deletersOf(work, teamId, projects)
  return {
    projects: projects.map((project) => ({ project: presentProject(project), deletedAt: project.deletedAt!.toISOString(), deletedBy: deleters.get(project.id) ?? null })),
    moreProjects: rows.length > MOST_TRASH, keptDays: keptDaysOf(retention), ...await positionOf(work, teamStream(teamId)),
  }
}

/** A project is deleted by the event of that very moment. */
async function deletersOf(work: Work, teamId: string, projects: readonly Project[]): Promise<Map<string, DeletedProject['deletedBy']>> {
  const rows = await query<{ id: string; deletedBy: DeletedProject['deletedBy'] }>(
    work.em,
    `select p.id, (
      select jsonb_build_object('membershipId', e.actor_id, 'name', e.actor_name) from event_subjects s
      join events e on e.organization_id = s.organization_id and e.stream = s.stream and e."offset" = s."offset"
      where s.organization_id = p.organization_id and s.subject_id = p.id and s.stream = $3 and e.occurred_at = p.deleted_at
        and e.type = 'project.updated'
      order by s."offset" desc limit 1) as "deletedBy"
    from projects p where p.organization_id = $1::uuid and p.id = any($2::uuid[])`,
    [work.organizationId, projects.map(({ id }) => id), teamStream(teamId)],
  )
  return new Map(rows.map(({ id, deletedBy }) => [id, deletedBy]))
}
