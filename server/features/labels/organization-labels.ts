// Labels of the organization: changed one after another, read with what a client opens with.
import type { Label as LabelResource } from '../../../shared/features/labels.ts'
import { allowsScope } from '../../../shared/permissions.ts'
import { query } from '../../kernel/database.ts'
import { Problem } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { refreshRights } from '../../policy/access.ts'
import { authorize } from '../../policy/policy.ts'

/** Throws 403 for whoever may not, and for tokens that are for projects only. Two at once follow each other, so that no name is there twice. */
export async function lockOrganizationLabels(work: Work): Promise<void> {
  authorize(work.actor, 'organization.update')
  const { scopes } = work.actor
  if (scopes && !allowsScope(scopes, 'organization:write')) throw new Problem('insufficient_scope', 'This label is of the organization: the token needs the scope organization:write.')
  await query(work.em, 'select id from organizations where id = $1::uuid for no key update', [work.organizationId])
  authorize(await refreshRights(work.em, work.actor), 'organization.update')
}

export function readOrganizationLabels(work: Work): Promise<LabelResource[]> {
  return query(work.em, `select id, project_id as "projectId", name, color, version from labels where organization_id = $1::uuid and project_id is null order by id`, [work.organizationId])
}

/** The same; none of them goes before the commit. */
export async function keepOrganizationLabels(work: Work): Promise<LabelResource[]> {
  await query(work.em, 'select id from labels where organization_id = $1::uuid and project_id is null order by id for key share', [work.organizationId])
  return readOrganizationLabels(work)
}

/** The teams with tasks that have the label, and how many tasks; none gets it from now on. */
export async function lockLabelled(work: Work, labelId: string): Promise<{ teams: string[]; tasks: number }> {
  await query(work.em, 'select id from labels where organization_id = $1::uuid and id = $2::uuid for update', [work.organizationId, labelId])
  const rows = await query<{ teamId: string; tasks: number }>(work.em, `select p.team_id as "teamId", count(*)::int as tasks from task_labels l
    join tasks t on t.organization_id = l.organization_id and t.id = l.task_id
    join projects p on p.organization_id = t.organization_id and p.id = t.project_id
    where l.organization_id = $1::uuid and l.label_id = $2::uuid group by p.team_id order by 1`, [work.organizationId, labelId])
  return { teams: rows.map(({ teamId }) => teamId), tasks: rows.reduce((sum, row) => sum + row.tasks, 0) }
}
