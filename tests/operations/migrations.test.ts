// A migration while nodes of the version before are at work: a deadlock with them does not end the node that starts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Client } from 'pg'
import { openDatabase } from '../../server/kernel/database.ts'
import { createLogger } from '../../server/kernel/logger.ts'
import { entities } from '../../server/features/index.ts'
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
