// Many write at once, some are rolled back: in one team, and over many teams whose members move (F01, F02).
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Project } from '../../shared/features/projects.ts'
import type { Team } from '../../shared/features/teams.ts'
import { endpoints } from '../../shared/index.ts'
import { teamStream } from '../../shared/streams.ts'
import { hasPostgres, hasRedis, redisUrl } from '../integration/support/services.ts'
import { allEvents, allTasks } from '../integration/support/table.ts'
import { allFrom, closeClients, pause, until } from '../realtime/support/client.ts'
import { aMember, aProject, aTeam, type Person } from '../support/factories.ts'
import { call } from '../support/http.ts'
import type { World } from '../support/world.ts'
import { startCluster, type Cluster } from './support/cluster.ts'
import { FLAWLESS, judge } from './support/history.ts'
import { Reader } from './support/reader.ts'
import { roundsOf, told } from './support/rounds.ts'

const WRITERS = 24
const ROLLED_BACK = 20
const times = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index))
let cluster: Cluster
let busy = 0

/** `count` writes by `WRITERS` at once. */
const atOnce = (count: number, write: (index: number) => Promise<void>) =>
  Promise.all(times(WRITERS, async (writer) => {
    for (let index = writer; index < count; index += WRITERS) await write(index)
  }))

describe.skipIf(!hasPostgres || !hasRedis)('many write at once', () => {
  beforeAll(async () => {
    cluster = await startCluster({ redisUrl: redisUrl! })
  })
  afterAll(async () => {
    closeClients()
    await cluster?.stop()
  })

  /** Sent again while a node is busy or the connection is lost, as RT22 demands: a lock that is waited for too long is told as 503. */
  async function write(index: number, { token }: Person, operations: object[]) {
    const headers = { 'Idempotency-Key': randomUUID() }
    for (;;) {
      const asked = call(cluster.urls[index % 2]!, token, endpoints.bulkTasks, { headers, body: { mode: 'atomic', operations: operations as never } })
      const answer = await asked.catch((error: unknown) => {
        // fetch says so of a connection that was closed; whatever else is wrong is no TypeError.
        if (error instanceof TypeError) return null
        throw error
      })
      if (answer && answer.status !== 503) return answer
      busy += 1
      await pause(Math.random() * 200)
    }
  }

  async function sameEverywhere(readers: Reader[], token: string, stream: ReturnType<typeof teamStream>) {
    const table = await allEvents(cluster.urls[0]!, token, stream)
    await until('all readers have all', () => readers.every(({ last }) => last >= table.length), 20_000)
    expect(table.map(({ offset }) => offset)).toEqual(allFrom(1, table.length))
    for (const { history, resets, unordered } of readers) {
      expect(judge(history, table)).toEqual(FLAWLESS)
      expect([resets, unordered]).toEqual([[], []])
    }
    return table.length
  }

  it('F01 in one team: what is rolled back leaves no trace, not even a number', async () => {
    const { company: { manager, project }, stream, urls } = cluster
    const readers = times(20, (index) => new Reader(urls[index % 2]!, manager.token, stream))
    for (const reader of readers) await reader.begin()
    const count = roundsOf('F01')
    let [kept, rolledBack] = [0, 0]
    await atOnce(count, async (index) => {
      const create = { op: 'create', projectId: project.id, title: `Write ${index}` }
      const impossible = { op: 'archive', taskId: project.id }
      const { data } = await write(index, manager, index % ROLLED_BACK === 0 ? [create, impossible] : [create])
      if (data.applied) kept += 1
      else rolledBack += 1
    })
    const events = await sameEverywhere(readers, manager.token, stream)
    const tasks = await allTasks(urls[1]!, manager.token, project.id)
    expect([kept, rolledBack]).toEqual([count - Math.ceil(count / ROLLED_BACK), Math.ceil(count / ROLLED_BACK)])
    expect(tasks).toHaveLength(kept)
    expect(new Set(tasks.map(({ rank }) => rank)).size).toBe(kept)
    told('F01', 0, `${count} writes, ${events} events, 20 readers, ${busy} times told to come again`)
    readers.forEach((reader) => reader.end())
  }, 600_000)

  it('F02 over many teams: several in one transaction, while members move between them', async () => {
    const { company: { admin, manager }, urls } = cluster
    const count = roundsOf('F02')
    const world = { url: urls[0]! } as World
    const teams: { team: Team; project: Project }[] = []
    for (let index = 0; index < Math.min(200, Math.ceil(count / 10)); index += 1) {
      const team = await aTeam(manager)
      teams.push({ team, project: await aProject(manager, team.id) })
    }
    const at = (index: number) => teams[index % teams.length]!
    const member = await aMember(world, admin, 'employee', [at(0).team.id])
    const readers = teams.slice(0, 10).map(({ team }, index) => new Reader(urls[index % 2]!, manager.token, teamStream(team.id)))
    for (const reader of readers) await reader.begin()
    let [writing, moves, home] = [true, 0, 0]
    const moving = (async () => {
      for (; writing; moves += 1) {
        const memberId = member.membership.id
        await manager.do(endpoints.addTeamMember, { params: { teamId: at(home + 1).team.id, memberId } })
        await manager.do(endpoints.removeTeamMember, { params: { teamId: at(home).team.id, memberId } })
        home += 1
      }
    })()
    const refused: unknown[] = []
    await atOnce(count, async (index) => {
      // In another order each time: whoever locked in the order of the request would deadlock.
      const places = [0, 1, 2, 3].map((step) => at(Math.floor(index * 7 + step * (index % 2 ? 3 : -3) + 9 * teams.length)))
      const answer = await write(index, manager, places.map(({ project }) => ({ op: 'create', projectId: project.id, title: `Write ${index}` })))
      if (answer.status !== 200 || !answer.data.applied) refused.push(answer.data)
    })
    writing = false
    await moving
    expect(refused).toEqual([])
    for (const [index, reader] of readers.entries()) await sameEverywhere([reader], manager.token, teamStream(teams[index]!.team.id))
    told('F02', 0, `${count} writes to four of ${teams.length} teams each, ${moves} moves of a member`)
    readers.forEach((reader) => reader.end())
  }, 600_000)
})
