// Takes a change of a goal back, by the actions of goals: how far it is by every member of the team.
import type { Goal } from '../../../shared/features/goals.ts'
import { placeRight } from '../../../shared/features/undo-types.ts'
import type { Work } from '../../kernel/work.ts'
import { presentGoal } from '../goals/goal.presenter.ts'
import { deleteGoal, loadGoal, reportGoal, restoreGoal, updateGoal } from '../goals/goals.actions.ts'
import { checkAsMade, fieldsBefore, turned, type Pairs } from './as-left.ts'
import type { PastChange } from './past-changes.ts'
import type { PlaceUndone } from './undo-places.ts'
import type { StandIns } from './undo-task-change.ts'

const AS_MADE = ['title', 'objective', 'measure', 'unit', 'start', 'target', 'current', 'dueOn'] as const satisfies (keyof Goal)[]

export async function undoGoalChange(work: Work, standIns: StandIns, { type, data }: PastChange): Promise<PlaceUndone> {
  const { goal: told, goalId = told?.id, changes = {} } = data as { goal?: Goal; goalId?: string; changes?: Pairs }
  if (type === 'goal.deleted') {
    const { title } = await restoreGoal(work, told!)
    return { title, changes: { title: [null, title] } }
  }
  const goal = presentGoal(await loadGoal(work, goalId!, placeRight({ type, data })[0]))
  const present = { id: goal.id, what: `The goal ${goal.title}`, fields: goal }
  if (told) {
    checkAsMade(standIns, present, told, AS_MADE)
    await deleteGoal(work, goal.id)
    return { title: told.title, changes: { title: [told.title, null] } }
  }
  const before = fieldsBefore<Partial<Goal>>(standIns, present, changes)
  const isReport = Object.keys(before).join() === 'current'
  const { title } = isReport ? await reportGoal(work, goal.id, before.current!) : await updateGoal(work, goal.id, before)
  return { title, changes: turned(changes) }
}
