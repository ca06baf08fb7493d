// Reads who works on a project, and what the team's members are allocated to beside it.
import { MOST_OTHER_ALLOCATIONS, type OtherAllocation, type ProjectMember as Resource, type ProjectMembers } from '../../../shared/features/project-members.ts'
import { teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { loadProject } from '../projects/load-project.ts'
import { positionOf } from '../streams/streams.queries.ts'
import { RUNNING_PROJECT } from './allocation-conditions.ts'
import { ProjectMember } from './project-member.entity.ts'
import { presentProjectMember } from './project-member.presenter.ts'

/** Those listed first come first. */
export async function listProjectMembers(work: Work, projectId: string): Promise<ProjectMembers> {
  const { team: { id: teamId } } = await loadProject(work, projectId, 'project.read')
  const others = await query<OtherAllocation>(work.em, OTHERS, [work.organizationId, projectId, teamId])
  return { items: await membersOf(work, projectId), others, ...(await positionOf(work, teamStream(teamId))) }
}

/** The caller has authorized. */
export async function membersOf(work: Work, projectId: string): Promise<Resource[]> {
  const found = await work.em.find(ProjectMember, { project: { id: projectId } }, { orderBy: { createdAt: 'asc', membership: { id: 'asc' } } })
  return found.map(presentProjectMember)
}

/** Of the team's own projects all, since its stream tells what becomes of these; of others' those that run, without saying which. */
const OTHERS = `select a.membership_id as "memberId", case when p.team_id = $3::uuid then p.id end as "projectId", a.hours_per_week as "hoursPerWeek",
    a.start_on as "startOn", a.end_on as "endOn"
  from team_members o join project_members a on a.organization_id = o.organization_id and a.membership_id = o.membership_id and a.project_id <> $2::uuid
  join projects p on p.organization_id = a.organization_id and p.id = a.project_id
  where o.organization_id = $1::uuid and o.team_id = $3::uuid
    and (p.team_id = $3::uuid or ${RUNNING_PROJECT} and exists (select from team_members w
      where w.organization_id = a.organization_id and w.team_id = p.team_id and w.membership_id = a.membership_id))
  order by a.created_at desc, a.membership_id, a.project_id limit ${MOST_OTHER_ALLOCATIONS}`
