// Writes new tasks with their people and labels, many in one statement: for creating, bulk changes and imports.
import type { Task } from '../../../shared/features/tasks.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'

/** So many tasks a statement: it stays far below the statement timeout. */
export const TASKS_PER_STATEMENT = 500

const INSERT = `with given as (
    select * from jsonb_to_recordset($2::text::jsonb) as v(id uuid, "projectId" uuid, number int, title text,
      description text, "statusId" uuid, rank text, priority text, "startAt" timestamptz, "dueAt" timestamptz,
      progress int, version int, "archivedAt" timestamptz, "deletedAt" timestamptz, "createdById" uuid,
      "createdAt" timestamptz, "updatedAt" timestamptz, "commentCount" int, "attachmentCount" int,
      "checklistDone" int, "checklistTotal" int, "importedPeople" jsonb, "parentId" uuid, "estimateMinutes" int,
      "estimatePoints" float8, "customFields" jsonb, recurrence jsonb, "previousId" uuid, "assigneeIds" jsonb, "labelIds" jsonb)),
  task as (
    insert into tasks (organization_id, id, project_id, number, title, description, status_id, rank, priority,
      start_at, due_at, progress, version, archived_at, deleted_at, created_by_id, created_at, updated_at,
      comment_count, attachment_count, checklist_done, checklist_total, imported_people, parent_id,
      estimate_minutes, estimate_points, custom_fields, recurrence, previous_id)
    select $1::uuid, id, "projectId", number, title, description, "statusId", rank, priority,
      "startAt", "dueAt", progress, version, "archivedAt", "deletedAt", "createdById", "createdAt", "updatedAt",
      "commentCount", "attachmentCount", "checklistDone", "checklistTotal", "importedPeople",
      "parentId", "estimateMinutes", "estimatePoints", "customFields", recurrence, "previousId"
    from given on conflict (organization_id, id) do nothing returning id, project_id, number),
  counted as (
    update projects p set last_number = greatest(p.last_number, n.number)
    from (select project_id, max(number) as number from task group by project_id) n
    where p.organization_id = $1::uuid and p.id = n.project_id),
  people as (
    insert into task_assignees (organization_id, task_id, membership_id)
    select $1::uuid, id, v::uuid from task join given using (id), jsonb_array_elements_text("assigneeIds") v),
  labels as (
    insert into task_labels (organization_id, task_id, label_id)
    select $1::uuid, id, v::uuid from task join given using (id), jsonb_array_elements_text("labelIds") v)
  select id from task`

/**
 * Inserts tasks, raises their projects' counters (whose rows must be locked) and answers how many were added:
 * fewer than given when the organization has an id already.
 */
export async function insertTasks(work: Work, tasks: readonly Task[]): Promise<number> {
  let added = 0
  for (let start = 0; start < tasks.length; start += TASKS_PER_STATEMENT) {
    const part = tasks.slice(start, start + TASKS_PER_STATEMENT)
    added += (await query(work.em, INSERT, [work.organizationId, JSON.stringify(part)])).length
  }
  return added
}
