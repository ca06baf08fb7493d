// Takes changes of what tasks stand in back: projects and who works on them, milestones, labels, statuses, fields, templates, views, files, teams, departments, goals, posts.
import { isOfPlace, placeRight } from '../../../shared/features/undo-types.ts'
import type { Work } from '../../kernel/work.ts'
import { admitScope, can, hasScope } from '../../policy/policy.ts'
import type { Pairs } from './as-left.ts'
import type { PastChange } from './past-changes.ts'
import { undoDepartmentChange } from './undo-department-change.ts'
import { undoFieldChange } from './undo-field-change.ts'
import { undoGoalChange } from './undo-goal-change.ts'
import { undoLabelChange } from './undo-label-change.ts'
import { undoMemberChange } from './undo-member-change.ts'
import { undoMilestoneChange } from './undo-milestone-change.ts'
import { undoPostChange } from './undo-post-change.ts'
import { undoProjectChange } from './undo-project-change.ts'
import { undoProjectTransfer } from './undo-project-transfer.ts'
import { undoFileChange } from './undo-file-change.ts'
import { undoStatusChange } from './undo-status-change.ts'
import { undoTeamChange } from './undo-team-change.ts'
import { undoTemplateChange } from './undo-template-change.ts'
import { undoViewChange } from './undo-view-change.ts'
import type { StandIns } from './undo-task-change.ts'

/** What it is called by now, and what was changed of it. */
export interface PlaceUndone { title: string; changes: Pairs }
type Undo = (work: Work, standIns: StandIns, past: PastChange) => Promise<PlaceUndone>

const UNDO: Record<string, Undo> = {
  project: undoProjectChange, milestone: undoMilestoneChange, label: undoLabelChange, status: undoStatusChange, custom_field: undoFieldChange,
  task_template: undoTemplateChange, view: undoViewChange, file: undoFileChange, team: undoTeamChange, department: undoDepartmentChange, project_member: undoMemberChange, goal: undoGoalChange, post: undoPostChange, post_comment: undoPostChange,
}
const kindOf = (type: string) => type.slice(0, type.indexOf('.'))

/** By the actions of each kind, which ask who may; a token needs the scope that they ask for too. What follows reads what was written. */
export async function undoPlaceChange(work: Work, standIns: StandIns, past: PastChange): Promise<PlaceUndone> {
  admitScope(work.actor, placeRight(past)[1])
  const undone = await (past.type === 'project.left' ? undoProjectTransfer : UNDO[kindOf(past.type)]!)(work, standIns, past)
  await work.em.flush()
  return undone
}

/** Whether the asker has no way to take it back at all. */
export function isBarred({ actor: asker }: Work, told: { type: string; data: Record<string, unknown> }, teamId: string | null, authorId: string | null): boolean {
  if (!isOfPlace(told)) return false
  const [permission, scope] = placeRight(told)
  return !can(asker, permission, { ...(teamId !== null && { teamId }), createdById: authorId }) || !hasScope(asker, scope)
}
