// The limit of a board's snapshot: its rows by bare `pg` in one snapshot transaction, and JSON of them. No HTTP, no rights, no rules.
import { Pool } from 'pg'

const TASKS = `select t.id, p.key || '-' || t.number as key, t.number, t.project_id as "projectId", p.team_id as "teamId", t.title, t.status_id as "statusId", t.rank,
  t.priority, t.start_at as "startAt", t.due_at as "dueAt", t.progress, t.version, t.archived_at as "archivedAt", t.deleted_at as "deletedAt",
  t.created_by_id as "createdById", t.created_at as "createdAt", t.updated_at as "updatedAt", t.comment_count as "commentCount",
  t.attachment_count as "attachmentCount", t.checklist_done as "checklistDone", t.checklist_total as "checklistTotal", t.imported_people as "importedPeople"
  from tasks t join projects p on p.organization_id = t.organization_id and p.id = t.project_id
  where t.organization_id = $1::uuid and t.project_id = $2::uuid and t.archived_at is null and t.deleted_at is null
  order by t.status_id, t.rank, t.id`
const OF_TASKS = (table: string, column: string) => `select s.task_id, s.${column} as id from ${table} s
  join tasks t on t.organization_id = s.organization_id and t.id = s.task_id where t.organization_id = $1::uuid and t.project_id = $2::uuid`
const PARTS = {
  project: 'select * from projects where organization_id = $1::uuid and id = $2::uuid',
  statuses: 'select * from statuses where organization_id = $1::uuid and project_id = $2::uuid order by rank',
  labels: 'select * from labels where organization_id = $1::uuid and project_id = $2::uuid order by name',
  members: 'select * from memberships where organization_id = $1::uuid and $2::uuid is not null order by id',
  people: OF_TASKS('task_assignees', 'membership_id'),
  marks: OF_TASKS('task_labels', 'label_id'),
  tasks: TASKS,
}

export class BareBoard {
  readonly #pool: Pool

  constructor(databaseUrl: string) {
    this.#pool = new Pool({ connectionString: databaseUrl, max: 4, options: '-c role=lockstep_app' })
    this.#pool.on('error', () => {})
  }

  /** The bytes of the JSON. */
  async read(organizationId: string, projectId: string): Promise<number> {
    const client = await this.#pool.connect()
    try {
      await client.query('begin isolation level repeatable read read only')
      await client.query({ name: 'settings', text: `select set_config('app.organization', $1, true)`, values: [organizationId] })
      const board: Record<string, { id: string; task_id: string }[]> = {}
      for (const [name, text] of Object.entries(PARTS)) board[name] = (await client.query({ name, text, values: [organizationId, projectId] })).rows
      await client.query('commit')
      const { people, marks, tasks, ...rest } = board
      const [assigneeIds, labelIds] = [idsByTask(people!), idsByTask(marks!)]
      const whole = { ...rest, tasks: tasks!.map((task) => ({ ...task, assigneeIds: assigneeIds.get(task.id) ?? [], labelIds: labelIds.get(task.id) ?? [] })) }
      return Buffer.from(JSON.stringify(whole)).length
    } finally {
      client.release()
    }
  }

  close(): Promise<void> {
    return this.#pool.end()
  }
}

function idsByTask(rows: { id: string; task_id: string }[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { id, task_id: taskId } of rows) {
    const known = found.get(taskId)
    if (known) known.push(id)
    else found.set(taskId, [id])
  }
  return found
}
