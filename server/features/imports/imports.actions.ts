// Writes a planned board as a new project: rows step by step, events as part events of one import, one transaction.
import { events } from '../../../shared/index.ts'
import type { ResponseOf } from '../../../shared/endpoint.ts'
import type { importEndpoints } from '../../../shared/features/imports.ts'
import type { Milestone as MilestoneResource } from '../../../shared/features/milestones.ts'
import { emptyDepth } from '../../../shared/features/projects.ts'
import { teamStream } from '../../../shared/streams.ts'
import type { ImportPlan } from '../../../shared/trello/import-plan.ts'
import { query } from '../../kernel/database.ts'
import { invalidReference } from '../../kernel/errors.ts'
import { newId } from '../../kernel/tenancy.ts'
import type { Work } from '../../kernel/work.ts'
import { Label } from '../labels/label.entity.ts'
import { keepOrganizationLabels } from '../labels/organization-labels.ts'
import { Milestone } from '../milestones/milestone.entity.ts'
import { announceProject, insertProject } from '../projects/projects.actions.ts'
import { parentsFirst } from '../tasks/bulk-write.ts'
import { Task, TaskAssignee, TaskLabel } from '../tasks/task.entity.ts'
import { findTeamMembers } from '../tasks/task-references.ts'
import { placeOf } from '../tasks/task-rules.ts'
import { presentStatus } from '../workflow/status.presenter.ts'
import { announceLinks, announceTasks } from './import-events.ts'
import type { Progress } from './import-progress.ts'
import { insertFields } from './import-fields.ts'
import { importRows, type Assigned, type ImportRows } from './import-rows.ts'
import { insertSteps, stepsOfParts } from './insert-steps.ts'

/** Makes the project, or nothing at all. Only managers of the team and admins may (403), others do not see the team (404). */
export async function importBoard(
  work: Work, teamId: string, { plan, assigned, progress }: { plan: ImportPlan; assigned: Assigned; progress: Progress },
): Promise<ResponseOf<typeof importEndpoints.importTrello>> {
  await query(work.em, `select set_config('statement_timeout', '60s', true) as timeout`)
  await checkAssigned(work, teamId, assigned)
  const { project, statuses } = await insertProject(work, {
    teamId, name: plan.name, description: '', status: 'active', priority: 'none', ...emptyDepth, limits: 'enforce', isTemplate: false,
    statuses: plan.statuses.length > 0 ? plan.statuses.map((status) => ({ ...status, limit: null, next: null })) : undefined,
  })
  const fields = await insertFields(work, plan, project.id)
  const rows = importRows(work, plan, project, { statuses, fields, assigned, shared: await keepOrganizationLabels(work) })
  const milestones = await insertMilestones(work, plan, project.id)
  await insertRows(work, rows, progress)
  await query(work.em, 'update projects set last_number = $3 where organization_id = $1::uuid and id = $2::uuid', [work.organizationId, project.id, plan.tasks.length])
  await progress.come('finishing', 0)
  announceProject(work, project, [])
  await work.batch('import', async () => {
    const stream = teamStream(teamId)
    for (const status of statuses) work.append(stream, events.statusCreated, { status: presentStatus(status) })
    for (const customField of fields) work.append(stream, events.customFieldCreated, { customField })
    for (const milestone of milestones) work.append(stream, events.milestoneCreated, { milestone })
    announceTasks(work, stream, rows)
    await announceLinks(work, stream, rows.links, new Map(rows.tasks.map(({ resource }) => [resource.id, placeOf(resource)])), rows.tasks.map(({ resource }) => resource.parentId))
  })
  return { projectId: project.id, counts: plan.counts, warnings: plan.warnings }
}

async function insertMilestones({ em, organizationId }: Work, { milestones = [] }: ImportPlan, projectId: string): Promise<MilestoneResource[]> {
  const made = milestones.map((milestone) => ({ id: newId(), projectId, ...milestone, version: 1 }))
  const rows = made.map(({ projectId: _, doneAt, ...milestone }) => ({ organizationId, ...milestone, project: [organizationId, projectId], doneAt: doneAt && new Date(doneAt) }))
  if (rows.length > 0) await em.insertMany(Milestone, rows as unknown as Parameters<typeof em.insertMany<Milestone>>[1])
  return made
}

/** Throws 422 unless each is an active member of the team. */
async function checkAssigned(work: Work, teamId: string, assigned: Assigned): Promise<void> {
  const ids = [...new Set(assigned.values())]
  const members = ids.length > 0 ? await findTeamMembers(work, [teamId], ids) : new Set<string>()
  const strange = [...assigned].find(([, id]) => !members.has(`${teamId} ${id}`))
  if (strange) throw invalidReference('?assign', `"${strange[0]}" is to be somebody who is not an active member of the team.`)
}

/** Parents before children. */
async function insertRows(work: Work, { labels, tasks, links }: ImportRows, progress: Progress): Promise<void> {
  await insertSteps(work, [
    [Label, labels.map(({ row }) => row)], [Task, parentsFirst(tasks.map(({ row, resource: { id, parentId } }) => ({ id, parentId, row }))).map(({ row }) => row)],
    [TaskLabel, tasks.flatMap((task) => task.labels)], [TaskAssignee, tasks.flatMap((task) => task.assignees)],
    ...stepsOfParts(tasks, links),
  ], progress)
}
