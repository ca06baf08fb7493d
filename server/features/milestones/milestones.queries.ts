// Reads a project's milestones.
import { byDue, type Milestone as MilestoneResource } from '../../../shared/features/milestones.ts'
import type { Work } from '../../kernel/work.ts'
import { loadProject } from '../projects/load-project.ts'
import { Milestone } from './milestone.entity.ts'
import { presentMilestone } from './milestone.presenter.ts'

export async function listMilestones(work: Work, projectId: string): Promise<{ items: MilestoneResource[] }> {
  await loadProject(work, projectId, 'project.read')
  return { items: await milestonesOf(work, projectId) }
}

/** The next one first. The caller has authorized. */
export async function milestonesOf(work: Work, projectId: string): Promise<MilestoneResource[]> {
  const milestones = await work.em.find(Milestone, { project: { id: projectId } })
  return milestones.map(presentMilestone).sort(byDue)
}
