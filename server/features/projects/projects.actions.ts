// What changes projects.
import type { BodyOf } from '../../../shared/endpoint.ts'
import { defaultWorkflow, type WorkflowStep } from '../../../shared/features/workflow.ts'
import { events } from '../../../shared/index.ts'
import { type projectEndpoints, type Project as ProjectResource } from '../../../shared/features/projects.ts'
import { ranksBetween } from '../../../shared/rank.ts'
import { teamStream } from '../../../shared/streams.ts'
import { changesBetween, checkVersion, isEmpty } from '../../kernel/changes.ts'
import { invalid, invalidReference, notFound } from '../../kernel/errors.ts'
import { newId } from '../../kernel/tenancy.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { Membership } from '../members/membership.entity.ts'
import { Organization } from '../organizations/organization.entity.ts'
import { lockRelations } from '../tasks/lock-relations.ts'
import { recountAround } from '../tasks/recount.ts'
import { findTeamMembers } from '../tasks/task-references.ts'
import { Team } from '../teams/team.entity.ts'
import { Status } from '../workflow/status.entity.ts'
import { presentStatus } from '../workflow/status.presenter.ts'
import { loadProject } from './load-project.ts'
import { freeKey } from './project-key.ts'
import { Project } from './project.entity.ts'
import { presentProject } from './project.presenter.ts'

type CreateInput = BodyOf<typeof projectEndpoints.createProject>

/** Makes a project with its workflow. The team must be visible (404) and run by the actor (403). */
export async function createProject(work: Work, input: CreateInput): Promise<ProjectResource> {
  const { project, statuses } = await insertProject(work, input)
  announceProject(work, project, statuses)
  return presentProject(project)
}

/** The rows of a new project, without its event; for createProject, imports and copies. */
export async function insertProject(work: Work, input: CreateInput): Promise<{ project: Project; statuses: Status[] }> {
  const team = await work.em.findOne(Team, { id: input.teamId })
  if (!team) throw notFound()
  authorize(work.actor, 'project.create', { teamId: team.id })
  const { organizationId, em, at } = work
  const { teamId, statuses: steps, managerId, ...fields } = input
  await checkDepth(work, teamId, input)
  const project = em.create(Project, {
    organizationId, id: newId(), team: em.getReference(Team, [organizationId, teamId]), key: await freeKey(work, input.name), ...fields,
    manager: managerOf(work, managerId), lastNumber: 0,
    createdBy: em.getReference(Membership, [organizationId, work.actor.membershipId]), version: 1, createdAt: at, updatedAt: at,
  })
  const statuses = insertStatuses(work, project, steps ?? await workflowOfOrganization(work))
  await em.flush()
  return { project, statuses }
}

async function workflowOfOrganization({ em, organizationId }: Work): Promise<readonly WorkflowStep[]> {
  const organization = await em.findOneOrFail(Organization, { id: organizationId })
  return organization.defaultWorkflow ?? defaultWorkflow
}

function insertStatuses({ em, organizationId }: Work, project: Project, steps: readonly WorkflowStep[]): Status[] {
  const ranks = ranksBetween(null, null, steps.length)
  const ids = steps.map(() => newId())
  return steps.map(({ next, ...step }, index) => em.create(Status, {
    organizationId, id: ids[index]!, project: em.getReference(Project, [organizationId, project.id]), ...step,
    nextStatusIds: next && next.map((place) => ids[place]!), rank: ranks[index]!, version: 1,
  }))
}

export function announceProject(work: Work, project: Project, statuses: Status[]): void {
  work.append(teamStream(project.team.id), events.projectCreated, {
    project: presentProject(project), statuses: statuses.map(presentStatus), labels: [],
  })
}

type Patch = BodyOf<typeof projectEndpoints.updateProject>

/** Changes the sent fields; nothing changed makes no event and no new version. */
export async function updateProject(work: Work, id: string, patch: Patch, ifMatch: number | null): Promise<ProjectResource> {
  const project = await loadProject(work, id, 'project.update', { lock: true })
  checkVersion(presentProject(project), ifMatch)
  const before = presentProject(project)
  const changes = changesBetween<Pick<ProjectResource, keyof Patch>>(before, patch)
  if (isEmpty(changes)) return before
  await checkDepth(work, before.teamId, { ...before, ...patch }, before.managerId)
  const { managerId, ...fields } = patch
  work.em.assign(project, { ...fields, ...(managerId !== undefined && { manager: managerOf(work, managerId) }), version: project.version + 1, updatedAt: work.at })
  work.append(teamStream(project.team.id), events.projectUpdated, { projectId: id, version: project.version, changes })
  return presentProject(project)
}

const managerOf = ({ em, organizationId }: Work, id: string | null) => (id === null ? null : em.getReference(Membership, [organizationId, id]))

type Depth = Pick<ProjectResource, 'startOn' | 'dueOn' | 'managerId'>

/** Throws 422 when it would end before it starts, or a newly named manager is no active member of the team. */
async function checkDepth(work: Work, teamId: string, { startOn, dueOn, managerId }: Depth, present: string | null = null): Promise<void> {
  if (startOn !== null && dueOn !== null && dueOn < startOn) throw invalid('/dueOn', 'This is before the start.')
  if (managerId === null || managerId === present) return
  const members = await findTeamMembers(work, [teamId], [managerId])
  if (members.size === 0) throw invalidReference('/managerId', 'This is not an active member of the team.')
}

/** Puts the project into the archive (`since`: as if then) or takes it out; where it is already, nothing happens. */
export async function archiveProject(work: Work, id: string, archived: boolean, ifMatch: number | null, since: Date = work.at): Promise<ProjectResource> {
  const project = await loadProject(work, id, 'project.update', { lock: true })
  checkVersion(presentProject(project), ifMatch)
  const before = project.archivedAt ?? null
  if ((before !== null) === archived) return presentProject(project)
  const after = archived ? since : null
  work.em.assign(project, { archivedAt: after, version: project.version + 1, updatedAt: work.at })
  work.append(teamStream(project.team.id), events.projectUpdated, {
    projectId: id, version: project.version, changes: { archivedAt: [before?.toISOString() ?? null, after?.toISOString() ?? null] },
  })
  return presentProject(project)
}

/** Moves the project to the trash; its tasks go with it and come back with it. They block no others meanwhile. */
export async function deleteProject(work: Work, id: string, ifMatch: number | null): Promise<void> {
  await lockRelations(work)
  const project = await loadProject(work, id, 'project.delete', { lock: true })
  checkVersion(presentProject(project), ifMatch)
  await setDeleted(work, project, work.at)
}

/** Takes it out of the trash. A project that is not there is answered as it is. */
export async function restoreProject(work: Work, id: string, ifMatch: number | null): Promise<ProjectResource> {
  await lockRelations(work)
  const project = await loadProject(work, id, 'project.delete', { lock: true, deleted: true })
  checkVersion(presentProject(project), ifMatch)
  if (project.deletedAt) await setDeleted(work, project, null)
  return presentProject(project)
}

async function setDeleted(work: Work, project: Project, deletedAt: Date | null): Promise<void> {
  const before = project.deletedAt?.toISOString() ?? null
  work.em.assign(project, { deletedAt, version: project.version + 1, updatedAt: work.at })
  work.append(teamStream(project.team.id), events.projectUpdated, {
    projectId: project.id, version: project.version, changes: { deletedAt: [before, deletedAt?.toISOString() ?? null] },
  })
  await work.em.flush()
  await recountAround(work, 'projects', [project.id])
}
