// Many people move cards in one list: all see one order, and no two cards stand in one place (F29).
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { boardSnapshot, boardState } from '../../client/features/board/board.state.ts'
import { reduceAll } from '../../client/features/board/board.reducer.ts'
import { endpoints } from '../../shared/index.ts'
import type { Task } from '../../shared/features/tasks.ts'
import { hasPostgres, hasRedis, redisUrl } from '../integration/support/services.ts'
import { allEvents } from '../integration/support/table.ts'
import { closeClients, until } from '../realtime/support/client.ts'
import { aMember, aTask, type Person } from '../support/factories.ts'
import { call } from '../support/http.ts'
import type { World } from '../support/world.ts'
import { startCluster, type Cluster } from './support/cluster.ts'
import { FLAWLESS, judge } from './support/history.ts'
import { Reader } from './support/reader.ts'
import { roundsOf, told } from './support/rounds.ts'

const CARDS = 15
let cluster: Cluster
const below = (count: number) => Math.floor(Math.random() * count)

describe.skipIf(!hasPostgres || !hasRedis)('a crowded list', () => {
  beforeAll(async () => {
    cluster = await startCluster({ redisUrl: redisUrl! })
  })
  afterAll(async () => {
    closeClients()
    await cluster?.stop()
  })

  it('F29 keeps one order for all', async () => {
    const { company: { admin, manager, project, statuses }, urls, stream } = cluster
    const moves = roundsOf('F29')
    const people: Person[] = []
    for (let index = 0; index < Math.min(50, Math.ceil(moves / 15)); index += 1) {
      people.push(await aMember({ url: urls[index % 2]! } as World, admin, 'admin'))
    }
    const cards: Task[] = []
    for (let index = 0; index < CARDS; index += 1) cards.push(await aTask(manager, project.id))
    const params = { projectId: project.id }
    const start = boardState(await manager.do(endpoints.readBoard, { params }))
    const readers = people.map(({ token }, index) => new Reader(urls[index % 2]!, token, stream, start.position.offset))
    for (const reader of readers) await reader.begin()
    const refused: unknown[] = []
    await Promise.all(people.map(async ({ token }, person) => {
      for (let move = person; move < moves; move += people.length) {
        const card = cards[below(CARDS)]!.id
        const after = below(4) === 0 ? null : cards[below(CARDS)]!.id
        const body = { statusId: statuses[below(2)]!.id, afterTaskId: after === card ? null : after }
        const answer = await call(urls[move % 2]!, token, endpoints.moveTask, { params: { taskId: card }, body })
        // The neighbour may have left that column meanwhile: then the move is refused as a whole.
        if (answer.status !== 200 && answer.problem.code !== 'invalid_reference') refused.push(answer.problem)
      }
    }))
    expect(refused).toEqual([])
    const table = await allEvents(urls[0]!, manager.token, stream)
    await until('all have all', () => readers.every(({ last }) => last === table.length), 30_000)
    const fresh = boardSnapshot(boardState(await manager.do(endpoints.readBoard, { params })))
    for (const { applied, history } of readers) {
      expect(judge(history, table, start.position.offset)).toEqual(FLAWLESS)
      expect(boardSnapshot(reduceAll(start, applied).state)).toEqual(fresh)
    }
    const places = fresh.tasks.map(({ statusId, rank }) => `${statusId} ${rank}`)
    expect(new Set(places).size).toBe(CARDS)
    told('F29', 0, `${moves} moves by ${people.length} people, ${table.length - start.position.offset} events`)
    readers.forEach((reader) => reader.end())
  }, 500_000)
})
