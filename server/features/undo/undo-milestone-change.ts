// Takes a change of a milestone back, by the actions of milestones.
import type { Milestone } from '../../../shared/features/milestones.ts'
import type { Work } from '../../kernel/work.ts'
import { presentMilestone } from '../milestones/milestone.presenter.ts'
import { deleteMilestone, loadMilestone, restoreMilestone, revertMilestone } from '../milestones/milestones.actions.ts'
import { checkAsMade, fieldsBefore, turned, type Pairs } from './as-left.ts'
import type { PastChange } from './past-changes.ts'
import type { PlaceUndone } from './undo-places.ts'
import type { StandIns } from './undo-task-change.ts'

export async function undoMilestoneChange(work: Work, standIns: StandIns, { type, data }: PastChange): Promise<PlaceUndone> {
  const { milestone: told, milestoneId = told?.id, changes = {} } = data as { milestone?: Milestone; milestoneId?: string; changes?: Pairs }
  if (type === 'milestone.deleted') {
    const { name } = await restoreMilestone(work, told!)
    return { title: name, changes: { name: [null, name] } }
  }
  const milestone = presentMilestone((await loadMilestone(work, milestoneId!)).milestone)
  const present = { id: milestone.id, what: `The milestone ${milestone.name}`, fields: milestone }
  if (told) {
    checkAsMade(standIns, present, told, ['name', 'dueOn', 'doneAt'])
    await deleteMilestone(work, milestone.id)
    return { title: told.name, changes: { name: [told.name, null] } }
  }
  const { name } = await revertMilestone(work, milestone.id, fieldsBefore(standIns, present, changes))
  return { title: name, changes: turned(changes) }
}
