// What changes the milestones of a project.
import type { BodyOf } from '../../../shared/endpoint.ts'
import { events } from '../../../shared/index.ts'
import { MOST_MILESTONES, type milestoneEndpoints, type Milestone as MilestoneResource } from '../../../shared/features/milestones.ts'
import { teamStream } from '../../../shared/streams.ts'
import { changesBetween, isEmpty } from '../../kernel/changes.ts'
import { conflict, notFound } from '../../kernel/errors.ts'
import { newId } from '../../kernel/tenancy.ts'
import type { Work } from '../../kernel/work.ts'
import { loadProject } from '../projects/load-project.ts'
import { Project } from '../projects/project.entity.ts'
import { idTaken } from '../tasks/task-rules.ts'
import { Milestone } from './milestone.entity.ts'
import { presentMilestone } from './milestone.presenter.ts'

/** Adds a milestone. The project's row is locked, so that the count holds. */
export async function createMilestone(work: Work, projectId: string, input: BodyOf<typeof milestoneEndpoints.createMilestone>): Promise<MilestoneResource> {
  return insertMilestone(work, projectId, { id: newId(), ...input, doneAt: null, version: 1 })
}

/** Brings a deleted milestone back as it was. 409 when its id is in use. */
export async function restoreMilestone(work: Work, { projectId, doneAt, ...milestone }: MilestoneResource): Promise<MilestoneResource> {
  return insertMilestone(work, projectId, { ...milestone, doneAt: doneAt === null ? null : new Date(doneAt) })
}

async function insertMilestone(work: Work, projectId: string, fields: Pick<Milestone, 'id' | 'name' | 'dueOn' | 'doneAt' | 'version'>): Promise<MilestoneResource> {
  const project = await loadProject(work, projectId, 'project.update', { lock: true })
  const count = await work.em.count(Milestone, { project: { id: projectId } })
  if (count >= MOST_MILESTONES) throw conflict('conflict', `A project has at most ${MOST_MILESTONES} milestones.`)
  if (await work.em.findOne(Milestone, { id: fields.id })) throw idTaken()
  const milestone = work.em.create(Milestone, {
    organizationId: work.organizationId, project: work.em.getReference(Project, [work.organizationId, projectId]), ...fields,
  })
  await work.em.flush()
  work.append(teamStream(project.team.id), events.milestoneCreated, { milestone: presentMilestone(milestone) })
  return presentMilestone(milestone)
}

/** Changes the sent fields. `done` says that it is reached now; again, it keeps the moment that it has. */
export async function updateMilestone(work: Work, id: string, patch: BodyOf<typeof milestoneEndpoints.updateMilestone>): Promise<MilestoneResource> {
  const loaded = await loadMilestone(work, id)
  const { done, ...fields } = patch
  const reached = loaded.milestone.doneAt?.toISOString() ?? work.at.toISOString()
  return change(work, loaded, { ...fields, ...(done !== undefined && { doneAt: done ? reached : null }) })
}

/** Gives a milestone fields of earlier back. */
export async function revertMilestone(work: Work, id: string, fields: Fields): Promise<MilestoneResource> {
  return change(work, await loadMilestone(work, id), fields)
}

type Fields = { [K in 'name' | 'dueOn' | 'doneAt']?: MilestoneResource[K] | undefined }

function change(work: Work, { milestone, project }: LoadedMilestone, fields: Fields): MilestoneResource {
  const { name, dueOn, doneAt } = presentMilestone(milestone)
  const changes = changesBetween<Pick<MilestoneResource, 'name' | 'dueOn' | 'doneAt'>>({ name, dueOn, doneAt }, fields)
  if (isEmpty(changes)) return presentMilestone(milestone)
  const { doneAt: reachedAt = doneAt, ...others } = fields
  work.em.assign(milestone, { ...others, doneAt: reachedAt && new Date(reachedAt), version: milestone.version + 1 })
  work.append(teamStream(project.team.id), events.milestoneUpdated, {
    milestoneId: milestone.id, projectId: project.id, name: milestone.name, version: milestone.version, changes,
  })
  return presentMilestone(milestone)
}

export async function deleteMilestone(work: Work, id: string): Promise<void> {
  const { milestone, project } = await loadMilestone(work, id)
  work.em.remove(milestone)
  work.append(teamStream(project.team.id), events.milestoneDeleted, { milestone: presentMilestone(milestone) })
}

interface LoadedMilestone { milestone: Milestone; project: Project }

/** Its project's row is locked. */
export async function loadMilestone(work: Work, id: string): Promise<LoadedMilestone> {
  const found = await work.em.findOne(Milestone, { id })
  if (!found) throw notFound()
  const project = await loadProject(work, found.project.id, 'project.update', { lock: true })
  const milestone = await work.em.refresh(found)
  if (!milestone) throw notFound()
  return { milestone, project }
}
