// Jobs belong to their transaction: after its commit they run, after a rollback there is none; the app role cannot read them.
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { query } from '../../server/kernel/database.ts'
import { systemCaller } from '../../server/kernel/transact.ts'
import type { Work } from '../../server/kernel/work.ts'
import { anAdmin } from '../support/factories.ts'
import { backends, useWorld } from '../support/world.ts'
import { asOwner } from '../tenancy/owner.ts'

const [committed, rolledBack, discarded] = [randomUUID(), randomUUID(), randomUUID()]

describe.each(backends)('jobs on %s', (backend) => {
  const world = useWorld({ backend })
  const states = (userId: string) => asOwner(world, (ask) => ask<{ state: string }>(`select state::text from jobs.job where data->>'userId' = $1`, [userId]))
  const enqueue = (work: Work, userId: string) => work.enqueue('profile.spread', { userId, exceptOrganizationId: work.organizationId })

  it('are there after the commit, and are worked on; not before', async () => {
    const { organization } = await anAdmin(world)
    await world.server.kernel.transact(systemCaller(organization.id), async (work) => {
      await enqueue(work, committed)
      if (backend === 'postgres') expect(await states(committed)).toEqual([])
    })
    expect(await states(committed)).toHaveLength(1)
    await expect.poll(async () => (await states(committed))[0]?.state, { timeout: 15_000 }).toBe('completed')
  })

  it('that are timed, and so carry nothing, run', async () => {
    const { organization } = await anAdmin(world)
    await world.server.kernel.transact(systemCaller(organization.id), (work) => work.enqueue('upkeep.purge', null as never))
    const last = () => asOwner(world, (ask) => ask<{ state: string }>(`select state::text from jobs.job where name = 'upkeep.purge' and data is null order by created_on desc limit 1`))
    await expect.poll(async () => (await last())[0]?.state, { timeout: 15_000 }).toBe('completed')
  })

  it('are not there after a rollback or a discard', async () => {
    const { organization } = await anAdmin(world)
    const { kernel } = world.server
    await expect(kernel.transact(systemCaller(organization.id), async (work) => {
      await enqueue(work, rolledBack)
      throw new Error('rolled back')
    })).rejects.toThrow('rolled back')
    await kernel.transact(systemCaller(organization.id), async (work) => {
      await enqueue(work, discarded)
      work.discard()
    })
    expect([...await states(rolledBack), ...await states(discarded)]).toEqual([])
  })

  it('are forgotten with their organization, and not those of others that name it', async () => {
    const [gone, stays] = [await anAdmin(world), await anAdmin(world)]
    const [userId, memberId] = [randomUUID(), randomUUID()]
    const { kernel } = world.server
    await kernel.transact(systemCaller(stays.organization.id), (work) => work.enqueue('profile.spread', { userId, exceptOrganizationId: gone.organization.id }))
    await kernel.transact(systemCaller(gone.organization.id), async (work) => {
      await work.enqueue('members.redact', { organizationId: gone.organization.id, memberId })
      await work.enqueue('mail.send', { to: gone.email, subject: 'Late', text: 'Late' })
    })
    await kernel.jobs.forget(gone.organization.id)
    expect(await states(userId)).toHaveLength(1)
    expect(await asOwner(world, (ask) => ask(`select name from jobs.job where data->>'memberId' = $1 or data->>'of' = $2`, [memberId, gone.organization.id]))).toEqual([])
  })

  if (backend === 'postgres') it('S1 cannot be read by what an organization\'s request runs as', async () => {
    const { organization } = await anAdmin(world)
    await expect(world.server.kernel.read(systemCaller(organization.id), ({ em }) => query(em, 'select data from jobs.job'))).rejects.toThrow(/permission denied/)
  })
})
