// Reads what a transfer needs: the tasks with those below them, their projects, and what these have that tasks point at.
import type { Task } from '../../../shared/features/tasks.ts'
import { query } from '../../kernel/database.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { PROJECT_OF_TASK, TASK_COLUMNS, type TaskRow } from '../tasks/task-row.ts'
import type { TaskProject } from '../tasks/task-rules.ts'
import { presentTask } from '../tasks/task.presenter.ts'
import type { ProjectParts } from './mapped-task.ts'

const IDS = 'any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))'

/** The tasks and all below them, by id, also those in the trash; one more than `most` tells that there are more. */
export async function readFamilyIds(work: Work, taskIds: readonly string[], most: number): Promise<string[]> {
  const rows = await query<{ id: string }>(
    work.em,
    `with recursive family(id) as (
      select t.id from tasks t where t.organization_id = $1::uuid and t.id = ${IDS}
      union select c.id from tasks c join family f on c.parent_id = f.id where c.organization_id = $1::uuid)
    select id from family limit $3::int`,
    [work.organizationId, JSON.stringify(taskIds), most + 1],
  )
  return rows.map(({ id }) => id)
}

/** Those of projects that are not in the trash. */
export async function readTasks(work: Work, ids: readonly string[]): Promise<Map<string, Task>> {
  const rows = await query<TaskRow>(
    work.em,
    `select ${TASK_COLUMNS} from tasks t ${PROJECT_OF_TASK} and p.deleted_at is null where t.organization_id = $1::uuid and t.id = ${IDS}`,
    [work.organizationId, JSON.stringify(ids)],
  )
  return new Map(rows.map((row) => [row.id, presentTask(row)]))
}

export interface TransferProject extends TaskProject { lastNumber: number }

/** Locked, in the one order of projects: whoever holds them gives numbers. 404 for one that is none or in the trash. */
export async function lockProjects(work: Work, ids: readonly string[]): Promise<Map<string, TransferProject>> {
  const wanted = [...new Set(ids)]
  const rows = await query<TransferProject>(
    work.em,
    `${PROJECTS} and p.id = ${IDS} order by p.id for no key update of p`,
    [work.organizationId, JSON.stringify(wanted)],
  )
  if (rows.length < wanted.length) throw notFound()
  return new Map(rows.map((row) => [row.id, row]))
}

export async function readProjects(work: Work, ids: Iterable<string>): Promise<Map<string, TaskProject>> {
  const rows = await query<TransferProject>(work.em, `${PROJECTS} and p.id = ${IDS}`, [work.organizationId, JSON.stringify([...new Set(ids)])])
  return new Map(rows.map((row) => [row.id, row]))
}

const PROJECTS = `select p.id, p.key, p.team_id as "teamId", p.last_number as "lastNumber",
    jsonb_build_object('membersEditAllTasks', e.members_edit_all_tasks, 'onlyManagersCreateTasks', e.only_managers_create_tasks) as settings
  from projects p join teams e on e.organization_id = p.organization_id and e.id = p.team_id
  where p.organization_id = $1::uuid and p.deleted_at is null`

/** What is found stays until the commit. */
export async function readParts(work: Work, projectId: string): Promise<ProjectParts> {
  const place = [work.organizationId, projectId]
  const of = 'where organization_id = $1::uuid and project_id = $2::uuid'
  return {
    statuses: await query(work.em, `select id, name, category, archived from statuses ${of} order by rank`, place),
    labels: await query(work.em, `select id, name, project_id is null as "isShared" from labels where organization_id = $1::uuid and (project_id = $2::uuid or project_id is null)
      order by project_id nulls last, id for key share`, place),
    fields: await query(work.em, `select id, name, kind, options, archived from custom_fields ${of} order by id for share`, place),
  }
}

/** By task: the number that it had in the project. */
export async function readFormerNumbers(work: Work, projectId: string, taskIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await query<{ taskId: string; number: number }>(
    work.em,
    `select task_id as "taskId", number from former_keys where organization_id = $1::uuid and task_id = ${IDS} and project_id = $3::uuid`,
    [work.organizationId, JSON.stringify(taskIds), projectId],
  )
  return new Map(rows.map(({ taskId, number }) => [taskId, number]))
}
