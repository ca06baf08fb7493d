// Several nodes with Redis between them: fast while it is there, complete when it is not (RT10, RT11, RT13; F05, F06).
import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { teamStream, type StreamName } from '../../shared/streams.ts'
import { allFrom, closeClients, connect, pause, until } from './support/client.ts'
import { useCluster, type Node } from './support/nodes.ts'
import { anOrganization, type Organization, type Person } from './support/people.ts'
import { aCable, redisUrl, type Cable } from './support/redis.ts'

const NEVER = 1_000_000
const cluster = useCluster()
const rejections: unknown[] = []
let [a, b]: Node[] = []
let cable: Cable
let organization: Organization
let team: string
let stream: StreamName
let person: Person

describe.skipIf(!redisUrl)('with Redis', () => {
  beforeAll(async () => {
    process.on('unhandledRejection', (reason) => rejections.push(reason))
    cable = await aCable(redisUrl!)
    a = await cluster.start({ redisUrl: cable.url, sweepMs: NEVER })
    b = await cluster.start({ redisUrl: cable.url, sweepMs: NEVER })
    await until('both hear Redis', () => !a!.realtime.redisAway() && !b!.realtime.redisAway())
    organization = await anOrganization(a.kernel)
    team = await organization.team()
    stream = teamStream(team)
    person = await organization.member('employee', [team])
  })
  afterEach(closeClients)
  afterAll(() => cable.close())

  async function follow(node: Node, after?: number) {
    const client = await connect(node.url, person.token)
    expect(await client.ask('stream:subscribe', { stream, after })).toMatchObject({ ok: true })
    return client
  }

  it('RT10 another node gives the events of small bells without reading the table, and of large ones by reading it', async () => {
    const client = await follow(b!)
    const before = b!.realtime.metrics().tableReads
    let last = await organization.happen(team, 5)
    await until('five', () => client.events.length === 5)
    expect(b!.realtime.metrics().tableReads).toBe(before)
    await organization.happenBig(team, 20_000)
    last = await organization.happen(team)
    await until('all', () => client.offsets(stream).at(-1) === last)
    expect(client.offsets(stream)).toEqual(allFrom(last - 6, last))
  })

  it('refuses bells that are forged or broken, and goes on', async () => {
    const client = await follow(b!)
    const forger = new Redis(redisUrl!)
    const refused = b!.realtime.metrics().bellsRefused
    const forged = { node: 'x', organizationId: crypto.randomUUID(), stream, head: 1, epoch: crypto.randomUUID(), events: [] }
    for (const message of ['', '{', 'null', '[]', JSON.stringify(forged), JSON.stringify({ ...forged, organizationId: organization.id, events: [1] })]) {
      await forger.publish(`lockstep:bell:${organization.id}`, message)
    }
    await until('all refused', () => b!.realtime.metrics().bellsRefused === refused + 6)
    // A head that no row confirms is a rumour.
    await forger.publish(`lockstep:bell:${organization.id}`, JSON.stringify({ ...forged, organizationId: organization.id, head: 1_000_000 }))
    forger.disconnect()
    const last = await organization.happen(team, 2)
    await until('both', () => client.offsets(stream).at(-1) === last)
    expect(client.resets).toEqual([])
  })

  it('RT13 presence crosses nodes, and the answer names who is on any of them (RT21)', async () => {
    const [here, there] = [await follow(a!), await follow(b!)]
    const told: string[] = []
    there.socket.on('presence:update', ({ entry, gone }) => told.push(`${entry.connectionId} ${gone}`))
    const place = { teamId: team, projectId: null, taskId: null }
    await here.ask('presence:update', place)
    await until('it is told', () => told.length === 1)
    const answer = await there.ask('presence:update', place)
    expect(answer.ok && answer.present.map(({ connectionId }) => connectionId).sort()).toEqual([here.socket.id, there.socket.id].sort())
    const hereId = here.socket.id
    here.close()
    await until('it is gone', () => told.includes(`${hereId} true`))
  })

  it('RT11 with Redis away the sweep finds everything, and when it is back all of the outage is there at once (F05, F06)', async () => {
    const [c, d] = [await cluster.start({ redisUrl: cable.url, sweepMs: undefined }), await cluster.start({ redisUrl: cable.url, sweepMs: 250 })]
    await until('both hear Redis', () => !c.realtime.redisAway() && !d.realtime.redisAway())
    const [byBell, bySweep] = [await follow(b!), await follow(d)]
    for (let round = 0; round < 3; round += 1) {
      cable.pull()
      await until('it is away', () => d.realtime.redisAway())
      const last = await organization.happen(team, 20)
      await until('the sweep finds them', () => bySweep.offsets(stream).at(-1) === last, 2000)
      await cable.plug()
      await until('the bell is back', () => byBell.offsets(stream).at(-1) === last, 4000)
      for (const client of [byBell, bySweep]) expect(client.offsets(stream)).toEqual(allFrom(client.offsets(stream)[0]!, last))
    }
    expect(rejections).toEqual([])
  })

  it('RT19 a revocation takes effect without Redis within the sweep (F21)', async () => {
    const d = await cluster.start({ redisUrl: cable.url, sweepMs: 250 })
    const member = await organization.member('employee', [team])
    const client = await connect(d.url, member.token)
    await client.ask('stream:subscribe', { stream })
    cable.pull()
    const offset = await organization.removeFromTeam(team, member)
    await organization.happen(team, 5)
    await until('the revocation', () => client.revocations.length === 1, 2000)
    await pause(300)
    expect(client.offsets(stream).filter((one) => one > offset)).toEqual([])
    await cable.plug()
  })
})
