// Changes of rights follow each other (needs PostgreSQL: the embedded database is one connection anyway).
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { query } from '../../server/kernel/database.ts'
import { systemCaller } from '../../server/kernel/transact.ts'
import { lockRights } from '../../server/policy/rights-lock.ts'
import { anAdmin } from '../support/factories.ts'
import { postgresUrl, useWorld } from '../support/world.ts'

describe.skipIf(!postgresUrl)('the lock on rights (needs TEST_DATABASE_URL)', () => {
  const world = useWorld({ backend: 'postgres' })

  async function order(first: 'shared' | 'exclusive', second: 'shared' | 'exclusive', sameOrganization = true): Promise<string[]> {
    const { organization } = await anAdmin(world)
    const elsewhere = sameOrganization ? organization : (await anAdmin(world)).organization
    const { kernel } = world.server
    const happened: string[] = []
    let holds = () => {}
    const held = new Promise<void>((resolve) => { holds = resolve })
    const one = kernel.transact(systemCaller(organization.id), async (work) => {
      await lockRights(work, first)
      holds()
      // Until the second has it, or stands in the queue for it.
      for (let tries = 0; tries < 300 && !happened.includes('second'); tries += 1) {
        const [waiting] = await query<{ count: number }>(work.em, `select count(*)::int as count
        from pg_locks l join pg_stat_activity a on a.pid = l.pid where not l.granted and a.datname = current_database()`)
        if (waiting!.count > 0) break
        await sleep(5)
      }
      happened.push('first')
    })
    await held
    const two = kernel.transact(systemCaller(elsewhere.id), async (work) => {
      await lockRights(work, second)
      happened.push('second')
    })
    await Promise.all([one, two])
    return happened
  }

  it('is shared by those who change teams', async () => {
    expect(await order('shared', 'shared')).toEqual(['second', 'first'])
  })

  it('makes those who change roles wait for all others, and all others for them', async () => {
    expect(await order('exclusive', 'exclusive')).toEqual(['first', 'second'])
    expect(await order('shared', 'exclusive')).toEqual(['first', 'second'])
    expect(await order('exclusive', 'shared')).toEqual(['first', 'second'])
  })

  it('is each organization\'s own', async () => {
    expect(await order('exclusive', 'exclusive', false)).toEqual(['second', 'first'])
  })
})
