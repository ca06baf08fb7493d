// Tasks as SQL: the columns that make a task's resource, and where they come from. Board, lists and actions all read
// these.

import type { Recurrence } from '../../../shared/features/recurrence.ts'
import type { FieldValues } from '../../../shared/field-values.ts'

/** A row of `TASK_COLUMNS`. Times are texts as the database prints them; ids of people and labels are sorted. */
export interface TaskRow {
  id: string
  number: number
  projectId: string
  projectKey: string
  teamId: string
  title: string
  description: string
  statusId: string
  rank: string
  priority: string
  startAt: string | null
  dueAt: string | null
  progress: number
  version: number
  archivedAt: string | null
  deletedAt: string | null
  createdById: string | null
  createdAt: string
  updatedAt: string
  commentCount: number
  attachmentCount: number
  checklistDone: number
  checklistTotal: number
  importedPeople: string[]
  parentId: string | null
  estimateMinutes: number | null
  estimatePoints: number | null
  subtaskDone: number
  subtaskTotal: number
  openBlockers: number
  customFields: FieldValues
  recurrence: Recurrence | null
  previousId: string | null
  assigneeIds: string[]
  labelIds: string[]
}
export type BoardTaskRow = Omit<TaskRow, 'description'>

/** People and labels of the task `t`, as sorted JSON arrays. */
const PEOPLE = `
  coalesce((select jsonb_agg(a.membership_id order by a.membership_id) from task_assignees a
    where a.organization_id = t.organization_id and a.task_id = t.id), '[]') as "assigneeIds",
  coalesce((select jsonb_agg(l.label_id order by l.label_id) from task_labels l
    where l.organization_id = t.organization_id and l.task_id = t.id), '[]') as "labelIds"`

/** All columns but the description, of tasks `t` and their projects `p`. */
export const BOARD_TASK_COLUMNS = `
  t.id, t.number, t.project_id as "projectId", p.key as "projectKey", p.team_id as "teamId", t.title,
  t.status_id as "statusId", t.rank, t.priority, t.start_at as "startAt", t.due_at as "dueAt", t.progress, t.version,
  t.archived_at as "archivedAt", t.deleted_at as "deletedAt", t.created_by_id as "createdById",
  t.created_at as "createdAt", t.updated_at as "updatedAt", t.comment_count as "commentCount",
  t.attachment_count as "attachmentCount", t.checklist_done as "checklistDone", t.checklist_total as "checklistTotal",
  t.imported_people as "importedPeople", t.parent_id as "parentId", t.estimate_minutes as "estimateMinutes",
  t.estimate_points as "estimatePoints", t.subtask_done as "subtaskDone", t.subtask_total as "subtaskTotal",
  t.open_blockers as "openBlockers", t.custom_fields as "customFields", t.recurrence,
  t.previous_id as "previousId", ${PEOPLE}`

export const TASK_COLUMNS = `t.description, ${BOARD_TASK_COLUMNS}`

/** What the rules of tasks know of the status `s` and its project `p`. */
export const STATUS_FACTS = `s.id, s.project_id as "projectId", s.name, s.archived, s.category,
  case when p.limits = 'enforce' then s.limit end as "limit"`
export const PROJECT_OF_STATUS = 'join projects p on p.organization_id = s.organization_id and p.id = s.project_id'

/** The project of the task `t`. */
export const PROJECT_OF_TASK = 'join projects p on p.organization_id = t.organization_id and p.id = t.project_id'

/** The first status of a project that takes work: where tasks come to that nobody puts anywhere. */
export const FIRST_OPEN = (projectId: string) => `select f.id from statuses f where f.organization_id = $1::uuid and f.project_id = ${projectId}
    and not f.archived order by f.category in ('done', 'cancelled'), f.rank limit 1`
