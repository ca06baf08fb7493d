// Rows of logged time and timers as the resources that clients see.
import type { ListedEntry, TimeEntry, Timer } from '../../../shared/features/time.ts'
import { presentTime } from '../tasks/task.presenter.ts'

export interface EntryRow {
  id: string
  taskId: string
  memberId: string
  minutes: number
  startedAt: string
  note: string
  approvedAt: string | null
  approvedById: string | null
  version: number
  createdAt: string
}

export const ENTRY_COLUMNS = `w.id, w.task_id as "taskId", w.membership_id as "memberId", w.minutes, w.started_at as "startedAt",
  w.note, w.approved_at as "approvedAt", w.approved_by_id as "approvedById", w.version, w.created_at as "createdAt"`

export function presentEntry({ id, taskId, memberId, minutes, note, approvedById, version, ...times }: EntryRow): TimeEntry {
  return {
    id, taskId, memberId, minutes, startedAt: presentTime(times.startedAt), note,
    approvedAt: times.approvedAt && presentTime(times.approvedAt), approvedById, version, createdAt: presentTime(times.createdAt),
  }
}

type Place = Pick<ListedEntry, 'projectId' | 'teamId' | 'key' | 'title'>

/** Of the task `t` and its project `p`. */
export const PLACE_COLUMNS = 't.project_id as "projectId", p.team_id as "teamId", p.key || \'-\' || t.number as key, t.title'

export function presentListed(row: EntryRow & Place): ListedEntry {
  const { projectId, teamId, key, title } = row
  return { ...presentEntry(row), projectId, teamId, key, title }
}

export type TimerRow = Omit<Timer, 'startedAt'> & { startedAt: string }
export const presentTimer = ({ taskId, projectId, key, title, note, startedAt }: TimerRow): Timer =>
  ({ taskId, projectId, key, title, note, startedAt: presentTime(startedAt) })
