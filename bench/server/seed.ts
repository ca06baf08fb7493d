// Fills a database with other people's tasks, organizations and events, by SQL: what grows around the team that is measured.
import { Client } from 'pg'
import { adminUrl, type Company, type Place } from './stage.ts'

export interface Amount { tasks: number; organizations: number; events: number }

const PER_PROJECT = 1000

/** Adds up to the given amounts; half of the tasks to the measured team's own organization, all of the events to its stream. */
export async function fill({ url }: Place, { organizationId, membershipId, teams: [team] }: Company, amount: Amount): Promise<void> {
  const client = new Client({ connectionString: Object.assign(new URL(adminUrl), { pathname: new URL(url).pathname }).toString() })
  await client.connect()
  const run = (text: string, values: unknown[] = []) => client.query(text, values)
  try {
    await run('begin')
    // Rows of others need no checks of what they refer to: they are copies.
    await run('set local session_replication_role = replica')
    await run(`create temp table others as select gen_random_uuid() as id from generate_series(1, $1::int)`, [amount.organizations])
    await run(`insert into organizations select (jsonb_populate_record(o, jsonb_build_object('id', others.id))).* from organizations o, others where o.id = $1`, [organizationId])
    await run(`create temp table places as
      select case when n % 2 = 0 then $1::uuid else (select id from others offset n % $3::int limit 1) end as organization_id,
        gen_random_uuid() as project_id, gen_random_uuid() as status_id, n from generate_series(1, $2::int) n`,
    [organizationId, Math.max(1, Math.round(amount.tasks / PER_PROJECT)), amount.organizations])
    await run(`insert into projects select (jsonb_populate_record(p, jsonb_build_object('organization_id', places.organization_id, 'id', project_id, 'key', 'X' || n))).*
      from projects p, places where p.id = $1`, [team!.projectId])
    await run(`insert into statuses select (jsonb_populate_record(s, jsonb_build_object('organization_id', places.organization_id, 'id', places.status_id, 'project_id', places.project_id))).*
      from statuses s, places where s.id = $1`, [team!.statusIds[0]])
    await run(`insert into tasks (organization_id, id, project_id, number, title, description, status_id, rank, priority, progress, version, created_at, updated_at,
        comment_count, attachment_count, checklist_done, checklist_total, imported_people, custom_fields)
      select organization_id, gen_random_uuid(), project_id, i, 'Task ' || i || ' of another project, as long as titles are', '', status_id, 'a' || lpad(i::text, 8, '0'), 'none', 0, 1,
        now() - interval '1 day', now() - interval '1 day', 0, 0, 0, 0, '[]', '{}' from places, generate_series(1, $1::int) i`, [Math.round(amount.tasks / Math.max(1, Math.round(amount.tasks / PER_PROJECT)))])
    const { rows: [stream] } = await client.query<{ head: number }>('select last_offset::int as head from streams where organization_id = $1 and name = $2', [organizationId, `team:${team!.id}`])
    await run(`insert into events (organization_id, stream, "offset", id, type, schema, actor_id, actor_name, correlation_id, data, occurred_at)
      select $1, $2, $3::int + i, gen_random_uuid(), 'task.updated', 1, $4::uuid, 'Ada', gen_random_uuid(), jsonb_build_object('taskId', $6::text, 'title', repeat('x', 200)), now()
      from generate_series(1, $5::int) i`, [organizationId, `team:${team!.id}`, stream!.head, membershipId, amount.events, team!.taskIds[0]])
    await run(`insert into event_subjects select organization_id, $3::uuid, stream, "offset" from events where organization_id = $1 and stream = $2 and "offset" > $4`,
      [organizationId, `team:${team!.id}`, team!.taskIds[0], stream!.head])
    await run('update streams set last_offset = last_offset + $3 where organization_id = $1 and name = $2', [organizationId, `team:${team!.id}`, amount.events])
    await run('commit')
    await run('vacuum analyze')
  } finally {
    await client.end()
  }
}
