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
import { Milestone } from './milestone.entity.ts'
import { presentMilestone } from './milestone.presenter.ts'

/** Adds a milestone. The project's row is locked, so that the count holds. */
export async function createMilestone(work: Work, projectId: string, input: BodyOf<typeof milestoneEndpoints.createMilestone>): Promise<MilestoneResource> {
  const project = await loadProject(work, projectId, 'project.update', { lock: true })
  const count = await work.em.count(Milestone, { project: { id: projectId } })
  if (count >= MOST_MILESTONES) throw conflict('conflict', `A project has at most ${MOST_MILESTONES} milestones.`)
  const milestone = work.em.create(Milestone, {
    organizationId: work.organizationId, id: newId(), project: work.em.getReference(Project, [work.organizationId, projectId]), ...input,
    doneAt: null, version: 1,
  })
  await work.em.flush()
  work.append(teamStream(project.team.id), events.milestoneCreated, { milestone: presentMilestone(milestone) })
  return presentMilestone(milestone)
}

/** Changes the sent fields. `done` says that it is reached now; again, it keeps the moment that it has. */
export async function updateMilestone(work: Work, id: string, patch: BodyOf<typeof milestoneEndpoints.updateMilestone>): Promise<MilestoneResource> {
  const { milestone, project } = await loadMilestone(work, id)
  const { done, ...fields } = patch
  const { name, dueOn, doneAt } = presentMilestone(milestone)
  const reachedAt = done === undefined ? doneAt : done ? doneAt ?? work.at.toISOString() : null
  const changes = changesBetween({ name, dueOn, doneAt }, { ...fields, doneAt: reachedAt })
  if (isEmpty(changes)) return presentMilestone(milestone)
  work.em.assign(milestone, { ...fields, doneAt: reachedAt && new Date(reachedAt), version: milestone.version + 1 })
  work.append(teamStream(project.team.id), events.milestoneUpdated, {
    milestoneId: id, projectId: project.id, name: milestone.name, version: milestone.version, changes,
  })
  return presentMilestone(milestone)
}

export async function deleteMilestone(work: Work, id: string): Promise<void> {
  const { milestone, project } = await loadMilestone(work, id)
  work.em.remove(milestone)
  work.append(teamStream(project.team.id), events.milestoneDeleted, { milestone: presentMilestone(milestone) })
}

async function loadMilestone(work: Work, id: string): Promise<{ milestone: Milestone; project: Project }> {
  const found = await work.em.findOne(Milestone, { id })
  if (!found) throw notFound()
  const project = await loadProject(work, found.project.id, 'project.update', { lock: true })
  const milestone = await work.em.refresh(found)
  if (!milestone) throw notFound()
  return { milestone, project }
}
