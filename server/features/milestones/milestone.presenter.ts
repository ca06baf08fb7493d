// A milestone as the API shows it.
import type { Milestone as MilestoneResource } from '../../../shared/features/milestones.ts'
import type { Milestone } from './milestone.entity.ts'

export function presentMilestone({ id, project, name, dueOn, doneAt, version }: Milestone): MilestoneResource {
  return { id, projectId: project.id, name, dueOn: dueOn ?? null, doneAt: doneAt?.toISOString() ?? null, version }
}
