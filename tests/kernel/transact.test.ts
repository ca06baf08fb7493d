// The kernel's transaction: retries, discards, rights read inside, and what an action appends is written with the commit or not at all.
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { memberEvents } from '../../shared/features/members.ts'
import { teamEvents } from '../../shared/features/teams.ts'
import { inboxStream, organizationStream, teamStream } from '../../shared/streams.ts'
import { query } from '../../server/kernel/database.ts'
import { Problem } from '../../server/kernel/errors.ts'
import type { CommittedStream } from '../../server/kernel/streams.ts'
import { systemCaller } from '../../server/kernel/transact.ts'
import type { Work } from '../../server/kernel/work.ts'
import { anAdmin, aTeam } from '../support/factories.ts'
import { endpoints } from '../../shared/index.ts'
import { backends, useWorld } from '../support/world.ts'

describe.each(backends)('transactions on %s', (backend) => {
  const world = useWorld({ backend })
  const kernel = () => world.server.kernel

  async function aStage() {
    const admin = await anAdmin(world)
    const team = await aTeam(admin)
    const stream = teamStream(team.id)
    const say = (work: Work, name: string) =>
      work.append(stream, teamEvents.teamUpdated, { teamId: team.id, version: 1, changes: { name: ['before', name] } })
    const transact = <T>(action: (work: Work) => Promise<T>) => kernel().transact(systemCaller(admin.organization.id), action)
    const events = async () => (await admin.do(endpoints.listStreamEvents, { params: { stream }, query: { limit: 500 } })).items
    return { admin, team, stream, say, transact, events }
  }

  it('RT6 a commit gives the offsets that it produced, and wakes listeners with exactly its events', async () => {
    const { stream, say, transact, events } = await aStage()
    const heard: CommittedStream[][] = []
    kernel().onCommit((streams) => heard.push(streams))
    const { result, offsets, replayed } = await transact(async (work) => {
      say(work, 'one')
      say(work, 'two')
      return 'done'
    })
    expect([result, offsets, replayed]).toEqual(['done', { [stream]: 3 }, false])
    expect(heard).toHaveLength(1)
    expect(heard[0]![0]!.events).toEqual((await events()).slice(1))
  })

  it('RT6 an error writes nothing: no row, no event, no counter, no wake', async () => {
    const { admin, team, say, transact, events } = await aStage()
    const heard: unknown[] = []
    kernel().onCommit((streams) => heard.push(streams))
    await expect(transact(async (work) => {
      await query(work.em, 'update teams set name = $2 where id = $1::uuid', [team.id, 'never'])
      say(work, 'never')
      throw new Problem('conflict')
    })).rejects.toMatchObject({ code: 'conflict' })
    expect(await events()).toHaveLength(1)
    expect((await admin.do(endpoints.readTeam, { params: { teamId: team.id } })).name).toBe(team.name)
    expect(heard).toEqual([])
  })

  it('a statement that is not waited for is kept with the commit; if it fails, all does, with its error', async () => {
    const { admin, team, say, transact, events } = await aStage()
    const name = 'update teams set name = $2 where id = $1::uuid'
    await transact(async (work) => {
      work.send(name, [team.id, 'sent'])
      say(work, 'sent')
    })
    expect((await admin.do(endpoints.readTeam, { params: { teamId: team.id } })).name).toBe('sent')
    await expect(transact(async (work) => {
      work.send('update teams set name = $2, version = 1 / (version - version) where id = $1::uuid', [team.id, 'never'])
      work.send(name, [team.id, 'never'])
      say(work, 'never')
    })).rejects.toThrow(/division by zero/)
    expect(await events()).toHaveLength(2)
    expect((await admin.do(endpoints.readTeam, { params: { teamId: team.id } })).name).toBe('sent')
  })

  it('a statement that is not waited for fails a transaction without events too', async () => {
    const { admin, team, transact } = await aStage()
    await expect(transact(async (work) => {
      await query(work.em, 'update teams set name = $2 where id = $1::uuid', [team.id, 'never'])
      work.send('update teams set version = 1 / (version - version) where id = $1::uuid', [team.id])
    })).rejects.toThrow(/division by zero/)
    expect((await admin.do(endpoints.readTeam, { params: { teamId: team.id } })).name).toBe(team.name)
  })

  it('a discarded transaction answers, and keeps nothing', async () => {
    const { team, say, transact, events, admin } = await aStage()
    const { result, offsets } = await transact(async (work) => {
      await query(work.em, 'update teams set name = $2 where id = $1::uuid', [team.id, 'dry'])
      say(work, 'dry')
      work.discard()
      return 'what it would be'
    })
    expect([result, offsets]).toEqual(['what it would be', {}])
    expect(await events()).toHaveLength(1)
    expect((await admin.do(endpoints.readTeam, { params: { teamId: team.id } })).name).toBe(team.name)
  })

  it.each(['55P03', '40P01', '40001'])('a %s is tried three times, then it is 503 with Retry-After', async (code) => {
    const { transact, say, events } = await aStage()
    let tries = 0
    const failing = (times: number) => transact(async (work) => {
      tries += 1
      say(work, `try ${tries}`)
      if (tries <= times) throw Object.assign(new Error('wrapped'), { cause: Object.assign(new Error('database'), { code }) })
      return tries
    })
    expect((await failing(2)).result).toBe(3)
    expect(await events()).toHaveLength(2)
    tries = 0
    await expect(failing(9)).rejects.toMatchObject({ code: 'unavailable', status: 503, details: { headers: { 'Retry-After': '1' } } })
    expect(tries).toBe(3)
  })

  it('RT7 a lock that was waited for until its timeout is not waited for again: the connection is others\'', async () => {
    const { transact } = await aStage()
    let tries = 0
    await expect(transact(async () => {
      tries += 1
      await sleep(2100)
      throw Object.assign(new Error('canceling statement due to lock timeout'), { code: '55P03' })
    })).rejects.toMatchObject({ status: 503, details: { headers: { 'Retry-After': '1' } } })
    expect(tries).toBe(1)
  })

  it('other errors of the database are not tried again', async () => {
    const { transact } = await aStage()
    let tries = 0
    await expect(transact(async ({ em }) => {
      tries += 1
      await query(em, 'select 1 / 0')
    })).rejects.toThrow()
    expect(tries).toBe(1)
  })

  it('S1 the transaction sees its organization only, whatever id it asks for', async () => {
    const [one, other] = [await aStage(), await aStage()]
    const seen = await kernel().read(systemCaller(one.admin.organization.id), ({ em }) => query<{ id: string }>(em, 'select id from teams'))
    expect(seen.map(({ id }) => id)).toEqual([one.team.id])
    await expect(kernel().transact(systemCaller(one.admin.organization.id), ({ em }) =>
      query(em, 'update teams set name = $2 where id = $1::uuid returning id', [other.team.id, 'taken']))).resolves.toMatchObject({ result: [] })
    await expect(kernel().transact(systemCaller(one.admin.organization.id), ({ em }) =>
      query(em, 'update teams set organization_id = $2::uuid where id = $1::uuid', [one.team.id, other.admin.organization.id]))).rejects.toThrow(/row-level security/)
  })

  it('RT3 an event may go only to the kinds of streams that it is described for, and only as described', async () => {
    const { admin, team, transact } = await aStage()
    const data = { teamId: team.id, version: 1, changes: {} }
    await expect(transact(async (work) => work.append(inboxStream(admin.membership.id), teamEvents.teamUpdated, data))).rejects.toThrow(/may not go to/)
    await expect(transact(async (work) => work.append(organizationStream(admin.organization.id), memberEvents.memberJoined, { member: {} } as never)))
      .rejects.toThrow(/not as described/)
  })

  it.each(['transact', 'read'] as const)('a statement of a %s that comes too late is refused, not run in the next one on its connection', async (kind) => {
    const { admin } = await aStage()
    const caller = systemCaller(admin.organization.id)
    const kept: Work[] = []
    const keep = async (work: Work) => void kept.push(work)
    await kernel()[kind](caller, keep)
    await kernel()[kind](caller, async (work) => {
      await keep(work)
      throw new Problem('conflict')
    }).catch(() => {})
    for (const { em } of kept) await expect(query(em, 'select id from teams')).rejects.toThrow('inside a transaction')
    expect(kept).toHaveLength(2)
  })

  it('work on global tables ends with the rights of the app again', async () => {
    const { transact } = await aStage()
    await transact(async (work) => {
      expect((await work.asSystem((sql) => sql('select id from users limit 1'))).length).toBe(1)
      expect(await query(work.em, 'select current_user as name')).toEqual([{ name: 'lockstep_app' }])
      await expect(work.asSystem(async () => { throw new Problem('conflict') })).rejects.toMatchObject({ code: 'conflict' })
      expect(await query(work.em, 'select current_user as name')).toEqual([{ name: 'lockstep_app' }])
    })
    await expect(transact((work) => work.asSystem((sql) => sql('select 1 / 0')))).rejects.toThrow(/division by zero/)
    await expect(transact(({ em }) => query(em, 'select id from users'))).rejects.toThrow(/permission denied/)
  })
})
