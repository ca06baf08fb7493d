// A board fetched while others write is what the events up to its offset make of an older one (RT17, F20).
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { boardSnapshot, boardState } from '../../client/features/board/board.state.ts'
import { reduceAll } from '../../client/features/board/board.reducer.ts'
import { endpoints } from '../../shared/index.ts'
import { hasPostgres, hasRedis, redisUrl } from '../integration/support/services.ts'
import { allEvents } from '../integration/support/table.ts'
import { closeClients } from '../realtime/support/client.ts'
import { call } from '../support/http.ts'
import { startCluster, type Cluster } from './support/cluster.ts'
import { Load } from './support/load.ts'
import { roundsOf, told } from './support/rounds.ts'

let cluster: Cluster

describe.skipIf(!hasPostgres || !hasRedis)('a board', () => {
  beforeAll(async () => {
    cluster = await startCluster({ redisUrl: redisUrl! })
  })
  afterAll(async () => {
    closeClients()
    await cluster?.stop()
  })

  it('F20 fetched during writes stands exactly at its offset', async () => {
    const { company: { manager, project }, urls, stream } = cluster
    const params = { projectId: project.id }
    const fetched = async (node: number) => boardState((await call(urls[node]!, manager.token, endpoints.readBoard, { params })).data)
    let state = await fetched(0)
    const load = await Load.begin({ ...cluster, writers: 3, readers: 1 })
    const boards = []
    const rounds = roundsOf('F20')
    while (boards.length < rounds) boards.push(...await Promise.all([fetched(0), fetched(1)]))
    const { acknowledged } = await load.settle()
    const table = await allEvents(urls[0]!, manager.token, stream)
    const ordered = boards.toSorted((a, b) => a.position.offset - b.position.offset)
    for (const board of ordered) {
      state = reduceAll(state, table.slice(state.position.offset, board.position.offset)).state
      expect(boardSnapshot(state)).toEqual(boardSnapshot(board))
    }
    const places = new Set(ordered.map(({ position }) => position.offset)).size
    expect(places).toBeGreaterThan(rounds / 10)
    told('F20', 0, `${boards.length} boards at ${places} offsets during ${acknowledged} writes`)
  }, 300_000)
})
