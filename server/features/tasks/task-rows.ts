// Tasks as rows, for boards and lists: one statement, no entities, the resource straight from the columns.
import type { SqlEntityManager } from '@mikro-orm/sql'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { query } from '../../kernel/database.ts'

/** Columns of a task `t` in project `p`, as `TaskRow` names them. */
export const TASK_COLUMNS = `t.id, p.key || '-' || t.number as key, t.number, t.project_id as "projectId", p.team_id as "teamId", t.title,
  t.status_id as "statusId", t.rank, t.priority, t.progress, t.version, t.created_by_id as "createdById",
  array(select a.membership_id from task_assignees a where a.organization_id = t.organization_id and a.task_id = t.id order by a.membership_id) as "assigneeIds",
  array(select l.label_id from task_labels l where l.organization_id = t.organization_id and l.task_id = t.id order by l.label_id) as "labelIds",
  (extract(epoch from t.start_at) * 1000)::float8 as "startAt", (extract(epoch from t.due_at) * 1000)::float8 as "dueAt",
  (extract(epoch from t.archived_at) * 1000)::float8 as "archivedAt", (extract(epoch from t.deleted_at) * 1000)::float8 as "deletedAt",
  (extract(epoch from t.created_at) * 1000)::float8 as "createdAt", (extract(epoch from t.updated_at) * 1000)::float8 as "updatedAt",
  t.comment_count as "commentCount", t.attachment_count as "attachmentCount", t.checklist_done as "checklistDone",
  t.checklist_total as "checklistTotal", t.imported_people as "importedPeople"`

type Instants = 'startAt' | 'dueAt' | 'archivedAt' | 'deletedAt' | 'createdAt' | 'updatedAt'
/** A row of `TASK_COLUMNS`: the resource, with its instants in epoch milliseconds. */
export type TaskRow = Omit<BoardTask, Instants> & Record<Instants, number | null>

const instant = (value: number | null) => (value === null ? null : new Date(value).toISOString())

export function presentTaskRow(row: TaskRow): BoardTask {
  return {
    ...row, startAt: instant(row.startAt), dueAt: instant(row.dueAt), archivedAt: instant(row.archivedAt), deletedAt: instant(row.deletedAt),
    createdAt: instant(row.createdAt)!, updatedAt: instant(row.updatedAt)!,
  }
}

/** The tasks that a board shows, in no particular order. */
export async function boardTasks(em: SqlEntityManager, organizationId: string, projectId: string): Promise<BoardTask[]> {
  const rows = await query<TaskRow>(em, `select ${TASK_COLUMNS} from tasks t
    join projects p on p.organization_id = t.organization_id and p.id = t.project_id
    where t.organization_id = $1::uuid and t.project_id = $2::uuid and t.archived_at is null and t.deleted_at is null`, [organizationId, projectId])
  return rows.map(presentTaskRow)
}
