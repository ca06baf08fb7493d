// Two nodes over one PostgreSQL: what happens at one is there at the other, with Redis and by the sweep alone (F40).
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { teamStream } from '../../shared/streams.ts'
import { allFrom, closeClients, connect, pause, until, type Client } from '../realtime/support/client.ts'
import { aCompany, aMember, aProgram, aTask, type Person } from '../support/factories.ts'
import { call } from '../support/http.ts'
import type { World } from '../support/world.ts'
import { roundsOf, spread, told } from '../faults/support/rounds.ts'
import { nodesOverOneDatabase, type Nodes } from './support/nodes.ts'
import { hasPostgres, hasRedis, redisUrl } from './support/services.ts'

let nodes: Nodes

beforeAll(async () => {
  if (hasPostgres) nodes = await nodesOverOneDatabase()
})
afterEach(closeClients)
afterAll(async () => nodes?.stop())

const ways: { name: string; settings: Record<string, string>; there: boolean; soon: number }[] = [
  { name: 'with Redis', settings: { REDIS_URL: redisUrl ?? '' }, there: hasPostgres && hasRedis, soon: 1000 },
  { name: 'without Redis, by the sweep alone (F40)', settings: {}, there: hasPostgres, soon: 2000 },
]

describe.each(ways)('$name', ({ name, settings, there, soon }) => {
  let [a, b]: World[] = []
  let company: Awaited<ReturnType<typeof aCompany>>

  beforeAll(async () => {
    if (!there) return
    a = await nodes.start(settings)
    b = await nodes.start(settings)
    company = await aCompany(a)
    await until('both hear Redis', () => !a!.server.realtime.redisAway() && !b!.server.realtime.redisAway())
  })

  const write = (title: string, node = a!) =>
    call(node.url, company.manager.token, endpoints.createTask, { body: { projectId: company.project.id, title } })

  /** A socket at node B that follows the company's team. */
  async function followAtB({ token }: { token: string }): Promise<Client> {
    const client = await connect(b!.url, token)
    expect(await client.ask('stream:subscribe', { stream: teamStream(company.team.id) })).toMatchObject({ ok: true })
    return client
  }

  it.skipIf(!there)('a REST change at one node reaches a socket at the other, in order and in time', async () => {
    const stream = teamStream(company.team.id)
    const client = await followAtB(company.manager)
    const arrived = new Map<number, number>()
    client.socket.on('stream:event', ({ offset }) => arrived.set(offset, performance.now()))
    const answered = new Map<number, number>()
    for (let count = 0; count < 25; count += 1) {
      const { offsets } = await write(`Task ${count}`)
      answered.set(offsets[stream]!, performance.now())
      await pause(150)
    }
    const last = Math.max(...answered.keys())
    await until('all', () => client.offsets(stream).at(-1) === last)
    expect(client.offsets(stream)).toEqual(allFrom(last - 24, last))
    const delays = [...answered].map(([offset, at]) => Math.max(0, arrived.get(offset)! - at)).sort((x, y) => x - y)
    console.log(`${name}: median ${Math.round(delays[12]!)} ms, slowest ${Math.round(delays.at(-1)!)} ms`)
    expect(delays.at(-1)).toBeLessThan(1500)
  })

  it.skipIf(!there)('F21 who is removed at one node leaves the other at exactly that offset', async () => {
    const { admin, manager, project, team } = company
    const stream = teamStream(team.id)
    const rounds = roundsOf('F21')
    const waited: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const member = await aMember(a!, admin, 'employee', [team.id])
      const [leaver, stayer] = [await followAtB(member), await followAtB(manager)]
      let writing = true
      const writers = [a!, b!].map(async (node) => {
        while (writing) await write('Meanwhile', node)
      })
      await pause(100 + Math.random() * 100)
      const params = { teamId: team.id, memberId: member.membership.id }
      const { offsets } = await manager.call(endpoints.removeTeamMember, { params })
      const at = performance.now()
      const board = await call(b!.url, member.token, endpoints.readBoard, { params: { projectId: project.id } })
      expect(board.status).toBe(404)
      await until('the revocation', () => leaver.revocations.length === 1, soon)
      const took = performance.now() - at
      await pause(150)
      writing = false
      await Promise.all(writers)
      const last = (await write('Last')).offsets[stream]!
      await until('the others go on', () => stayer.offsets(stream).at(-1) === last)
      expect(leaver.revocations).toEqual([{ stream, offset: offsets[stream] }])
      expect(leaver.offsets(stream).at(-1)).toBe(offsets[stream])
      expect(stayer.offsets(stream)).toEqual(allFrom(stayer.offsets(stream)[0]!, last))
      waited.push(took)
      closeClients()
    }
    told('F21', 0, `${name}: revoked after ${spread(waited)}`)
  }, 400_000)

  it.skipIf(!there)('whose session, token or membership ends at one node is disconnected from the other', async () => {
    const { admin } = company
    const [leaving, fired] = [await aMember(a!, admin), await aMember(a!, admin)]
    const program = await aProgram(a!, admin, ['streams:read'])
    const tokenOf = async () => (await admin.do(endpoints.listTokens)).items[0]!.id
    const dismissal = { params: { memberId: fired.membership.id }, body: { status: 'deactivated' } } as const
    const ends: [Person, () => Promise<unknown>][] = [
      [leaving, () => call(a!.url, null, endpoints.logout, { body: { refresh: leaving.refresh } })],
      [fired, () => admin.do(endpoints.updateMember, dismissal)],
      [program, async () => admin.do(endpoints.revokeToken, { params: { tokenId: await tokenOf() } })],
    ]
    const untouched = await connect(b!.url, admin.token)
    for (const [who, end] of ends) {
      const client = await connect(b!.url, who.token)
      await end()
      await until('the end', () => client.disconnects.length === 1, soon)
      expect((await call(b!.url, who.token, endpoints.listMembers)).status).toBe(401)
      await expect(connect(b!.url, who.token)).rejects.toThrow()
    }
    expect(untouched.disconnects).toEqual([])
  })

  it.skipIf(!there)('what one node answered is read at the other at once', async () => {
    const { manager, project } = company
    for (let count = 0; count < 10; count += 1) {
      const { id } = await aTask(manager, project.id)
      expect((await call(b!.url, manager.token, endpoints.readTask, { params: { taskId: id } })).status).toBe(200)
    }
  })
})
