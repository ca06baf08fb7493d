// Migrations while nodes of the version before are at work, and of what these have written.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Client } from 'pg'
import { openDatabase } from '../../server/kernel/database.ts'
import { createLogger } from '../../server/kernel/logger.ts'
import { entities } from '../../server/features/index.ts'
import { asPattern, titleFrom, unknownPlaceholder } from '../../shared/title-pattern.ts'
import { pause } from '../realtime/support/client.ts'
import { freshDatabase, postgresUrl } from '../support/world.ts'

describe.skipIf(!postgresUrl)('a migration that meets a deadlock (needs TEST_DATABASE_URL)', () => {
  let place: Awaited<ReturnType<typeof freshDatabase>>
  beforeAll(async () => {
    place = await freshDatabase()
  })
  afterAll(() => place.drop())

  it('is begun again, and ends', async () => {
    const lines: { msg: string }[] = []
    const open = () => openDatabase({ entities, url: place.url, logger: createLogger('warn', { write: (line) => void lines.push(JSON.parse(line) as { msg: string }) }) })
    await (await open()).close()
    const url = new URL(postgresUrl!)
    url.pathname = `/${place.name}`
    const other = new Client({ connectionString: url.toString() })
    await other.connect()
    try {
      // As it was before 0052, which locks memberships first, and 0053, which locks events then.
      await other.query(`alter table memberships drop column unredacted_since;
        drop index tasks_organization_id_created_by_id_id_index, comments_organization_id_author_id_id_index, attachments_organization_id_created_by_id_id_index, events_of_deletions;
        delete from migrations where name like '0052-%' or name like '0053-%'`)
      // The one who looks first is who gives way; there is time enough to close the circle before the migration does.
      await other.query(`alter database ${place.name} set deadlock_timeout = '4s'`)
      await other.query(`set deadlock_timeout = '1h'`)
      await other.query('begin; lock table events in row exclusive mode')
      const opened = open()
      while ((await other.query(`select from pg_locks where not granted and relation = 'events'::regclass`)).rowCount === 0) await pause(50)
      await other.query('select count(*) from memberships; commit')
      await (await opened).close()
      expect(lines.filter(({ msg }) => msg.includes('deadlock'))).toHaveLength(1)
      const { rows } = await other.query(`select name from migrations where name >= '0052' order by 1`)
      expect(rows.map(({ name }: { name: string }) => name.slice(0, 4))).toEqual(expect.arrayContaining(['0052', '0053']))
      expect((await other.query('select unredacted_since from memberships')).rows).toEqual([])
    } finally {
      await other.end()
    }
  }, 120_000)
})

describe.skipIf(!postgresUrl)('the migration of templates of tasks (needs TEST_DATABASE_URL)', () => {
  let place: Awaited<ReturnType<typeof freshDatabase>>
  beforeAll(async () => {
    place = await freshDatabase()
  })
  afterAll(() => place.drop())

  it('keeps what titles say, and lets a node of the version before go on making templates', async () => {
    const open = () => openDatabase({ entities, url: place.url, logger: createLogger('fatal') })
    await (await open()).close()
    const url = new URL(postgresUrl!)
    url.pathname = `/${place.name}`
    const other = new Client({ connectionString: url.toString() })
    await other.connect()
    // As the version before writes them: it does not name the columns that are new.
    const write = (name: string, title: string) => other.query(`insert into task_templates
      (organization_id, id, project_id, name, title, description, priority, assignee_ids, label_ids, checklists, custom_fields, version, created_at, updated_at)
      values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), $1, $2, '', 'none', '[]', '[]', '[]', '{}', 1, now(), now())`, [name, title])
    try {
      await other.query(`alter table task_templates drop column subtasks, drop column next_number; delete from migrations where name like '0059-%'`)
      // Rows of no organization: their keys are not looked at.
      await other.query('set session_replication_role = replica')
      const titles = ['Deploy {{service}}', 'On {date}', '{}', 'plain }', '{'.repeat(500)]
      for (const [at, title] of titles.entries()) await write(`Template ${at}`, title)
      await (await open()).close()
      const { rows } = await other.query<{ title: string; subtasks: unknown; next_number: number }>('select title, subtasks, next_number from task_templates order by name')
      expect(rows.slice(0, 4).map(({ title }) => titleFrom(title, { day: '2026-11-27', number: 1 }))).toEqual(titles.slice(0, 4))
      expect(rows.map(({ title }) => title)).toEqual(titles.map(asPattern))
      expect(rows.every(({ title }) => unknownPlaceholder(title) === null && title.length <= 500)).toBe(true)
      await write('Made meanwhile', 'Release')
      const { rows: [made] } = await other.query(`select subtasks, next_number from task_templates where name = 'Made meanwhile'`)
      expect(made).toEqual({ subtasks: [], next_number: 1 })
      const forced = await other.query(`select relforcerowsecurity as is_forced from pg_class where oid = 'task_templates'::regclass`)
      expect(forced.rows).toEqual([{ is_forced: true }])
    } finally {
      await other.end()
    }
  }, 120_000)
})
