// The limit of writes: the product's own statements by bare `pg`, prepared, one after the other in one transaction, no HTTP.
import { randomUUID } from 'node:crypto'
import { Pool, type PoolClient } from 'pg'
import type { Company, Team } from './stage.ts'

const RIGHTS = `select m.id, m.user_id, m.role, m.name, m.kind, m.status,
  coalesce((select jsonb_object_agg(t.team_id, case when e.manager_id = m.id then 'manager' else 'member' end)
    from team_members t join teams e on e.organization_id = t.organization_id and e.id = t.team_id
    where t.organization_id = m.organization_id and t.membership_id = m.id), '{}') as teams
  from memberships m where m.organization_id = $1::uuid and m.id = $2::uuid`
const CLAIM = `insert into idempotency_keys as k (organization_id, membership_id, key, fingerprint, created_at)
  values ($1::uuid, $2::uuid, $3, 'bench', now()) on conflict (organization_id, membership_id, key) do nothing returning key`
const LOCK = `select t.*, p.key as project_key,
  coalesce((select jsonb_agg(a.membership_id order by a.membership_id) from task_assignees a where a.organization_id = t.organization_id and a.task_id = t.id), '[]') as people,
  coalesce((select jsonb_agg(l.label_id order by l.label_id) from task_labels l where l.organization_id = t.organization_id and l.task_id = t.id), '[]') as labels
  from tasks t join projects p on p.organization_id = t.organization_id and p.id = t.project_id
  where t.organization_id = $1::uuid and t.id = $2::uuid for no key update of t`
const LOCK_STATUS = 'select id, archived from statuses where organization_id = $1::uuid and id = $2::uuid for no key update'
const BOUNDS = 'select min(rank) as after from tasks where organization_id = $1::uuid and status_id = $2::uuid and id <> $3::uuid'
const MOVE = `update tasks set status_id = $3::uuid, rank = $4, version = version + 1, updated_at = now() where organization_id = $1::uuid and id = $2::uuid`
const PATCH = `update tasks set title = $3, version = version + 1, updated_at = now() where organization_id = $1::uuid and id = $2::uuid`
const LOCK_PROJECT = 'select p.* from projects p where organization_id = $1::uuid and id = $2::uuid for no key update'
const CREATE = `with task as (insert into tasks (organization_id, id, project_id, number, title, description, status_id, rank, priority, progress, version, created_at, updated_at,
    comment_count, attachment_count, checklist_done, checklist_total, imported_people, custom_fields)
  values ($1::uuid, $2::uuid, $3::uuid, $4::int, $5, '', $6::uuid, $7, 'none', 0, 1, now(), now(), 0, 0, 0, 0, '[]', '{}') returning project_id)
  update projects p set last_number = p.last_number + 1 from task where p.organization_id = $1::uuid and p.id = task.project_id`
const COMMENT = `with added as (insert into comments (organization_id, id, task_id, author_id, imported_author, body, version, created_at, updated_at)
  values ($1::uuid, $2::uuid, $3::uuid, $4::uuid, null, $5, 1, now(), now()) returning task_id)
  update tasks t set comment_count = t.comment_count + 1 from added where t.organization_id = $1::uuid and t.id = added.task_id`
const APPEND = `with raised as (insert into streams as s (organization_id, name, epoch, last_offset, floor) values ($1::uuid, $2, gen_random_uuid(), 1, 0)
    on conflict (organization_id, name) do update set last_offset = s.last_offset + 1 returning last_offset),
  about as (insert into event_subjects (organization_id, subject_id, stream, "offset") select $1::uuid, $4::uuid, $2, last_offset from raised)
  insert into events (organization_id, stream, "offset", id, type, schema, actor_id, actor_name, correlation_id, data, occurred_at)
  select $1::uuid, $2, last_offset, gen_random_uuid(), 'bench', 1, $3::uuid, 'Ada', gen_random_uuid(), $5::jsonb, now() from raised`
const ANSWER = 'update idempotency_keys set response = $4::json where organization_id = $1::uuid and membership_id = $2::uuid and key = $3'

export type Write = 'move' | 'patch' | 'create' | 'comment'

export class BareWrites {
  readonly #pool: Pool
  readonly #company: Company
  #numbers: number

  /** Two of them on one database begin to number new tasks at different places. */
  constructor(databaseUrl: string, company: Company, size = 10, firstNumber = 1_000_000) {
    this.#numbers = firstNumber
    this.#pool = new Pool({ connectionString: databaseUrl, max: size, options: '-c role=lockstep_app' })
    this.#company = company
    this.#pool.on('error', () => {})
  }

  async write(kind: Write, team: Team, turn: number): Promise<void> {
    const client = await this.#pool.connect()
    const { organizationId, membershipId } = this.#company
    const ask = (name: string, text: string, ...rest: unknown[]) => client.query({ name, text, values: [organizationId, ...rest] })
    try {
      await client.query('begin')
      await client.query({ name: 'settings', text: `select set_config('role', 'lockstep_app', true), set_config('app.organization', $1, true), set_config('lock_timeout', '2s', true)`, values: [organizationId] })
      await ask('rights', RIGHTS, membershipId)
      const key = randomUUID()
      await ask('claim', CLAIM, membershipId, key)
      const subject = await this.#statements(kind, ask, team, turn)
      await ask('append', APPEND, `team:${team.id}`, membershipId, subject, JSON.stringify({ taskId: subject, changes: { title: ['before', 'after'] }, title: 'x'.repeat(120) }))
      await ask('answer', ANSWER, membershipId, key, JSON.stringify({ result: { id: subject, text: 'x'.repeat(600) } }))
      await client.query('commit')
    } catch (error) {
      await client.query('rollback')
      throw error
    } finally {
      client.release()
    }
  }

  async #statements(kind: Write, ask: (name: string, text: string, ...rest: unknown[]) => ReturnType<PoolClient['query']>, team: Team, turn: number): Promise<string> {
    const taskId = team.taskIds[(turn * 7) % team.taskIds.length]!
    const statusId = team.statusIds[turn % team.statusIds.length]!
    if (kind === 'create') {
      const id = randomUUID()
      await ask('lock-project', LOCK_PROJECT, team.projectId)
      await ask('lock-status', LOCK_STATUS, statusId)
      await ask('bounds', BOUNDS, statusId, id)
      await ask('create', CREATE, id, team.projectId, (this.#numbers += 1), 'A new task', statusId, `z${this.#numbers}`)
      return id
    }
    await ask('lock', LOCK, taskId)
    if (kind === 'move') {
      await ask('lock-status', LOCK_STATUS, statusId)
      await ask('bounds', BOUNDS, statusId, taskId)
      await ask('move', MOVE, taskId, statusId, `Z${turn}`)
    } else if (kind === 'patch') await ask('patch', PATCH, taskId, `Renamed ${turn}`)
    else await ask('comment', COMMENT, randomUUID(), taskId, this.#company.membershipId, 'A comment of a usual length, as people write them.')
    return taskId
  }

  close(): Promise<void> {
    return this.#pool.end()
  }
}
