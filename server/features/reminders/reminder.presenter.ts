// A reminder as its member sees it.
import type { Reminder } from '../../../shared/features/reminders.ts'
import { presentTime } from '../tasks/task.presenter.ts'

/** Columns of reminders `r` of tasks `t` in projects `p`. */
export const REMINDER_COLUMNS = `r.id, r.task_id as "taskId", t.project_id as "projectId", p.team_id as "teamId", p.key || '-' || t.number as key, t.title,
  r.remind_at as "remindAt", r.before_minutes as "beforeMinutes", r.created_at as "createdAt"`

export function presentReminder({ id, taskId, projectId, teamId, key, title, remindAt, beforeMinutes, createdAt }: Reminder): Reminder {
  return { id, taskId, projectId, teamId, key, title, remindAt: presentTime(remindAt), beforeMinutes, createdAt: presentTime(createdAt) }
}
