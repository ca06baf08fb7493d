// A release with a migration is rolled out node by node while the former one serves, taken back, and rolled out again (F33).
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { Endpoint } from '../../shared/endpoint.ts'
import { endpoints } from '../../shared/index.ts'
import { hasPostgres, hasRedis, redisUrl } from '../integration/support/services.ts'
import { ROOT } from '../integration/support/node-process.ts'
import { closeClients, until } from '../realtime/support/client.ts'
import { call, type CallOptions } from '../support/http.ts'
import { startCluster, type Cluster } from './support/cluster.ts'
import { formerRelease } from './support/former-release.ts'
import { Load } from './support/load.ts'
import { roundsOf, told } from './support/rounds.ts'

const former = hasPostgres && hasRedis ? formerRelease() : null
let cluster: Cluster | undefined

describe.skipIf(!former)('a release with a migration', () => {
  afterEach(async () => {
    closeClients()
    await cluster?.stop()
    cluster = undefined
  })
  afterAll(() => former?.remove())

  /** What people do all day works at each node, whatever release the other one is. */
  async function everyday(url: string): Promise<void> {
    const { manager: { token }, employee } = cluster!.company
    const done = async <const E extends Endpoint>(endpoint: E, options: CallOptions<E>) => {
      const { status, data, problem } = await call(url, token, endpoint, options)
      expect([endpoint.id, status < 300, status < 300 ? undefined : problem]).toEqual([endpoint.id, true, undefined])
      return data
    }
    const team = await done(endpoints.createTeam, { body: { name: `Team ${randomUUID()}`, memberIds: [employee.membership.id] } })
    const project = await done(endpoints.createProject, { body: { name: 'Between releases', teamId: team.id } })
    const task = await done(endpoints.createTask, { body: { projectId: project.id, title: 'Between releases', assigneeIds: [employee.membership.id] } })
    const params = { taskId: task.id }
    await done(endpoints.updateTask, { params, body: { priority: 'high', description: 'Changed', dueAt: '2030-01-01T12:00:00Z' } })
    await done(endpoints.createComment, { params, body: { body: 'Said' } })
    await done(endpoints.readTaskDetail, { params })
    await done(endpoints.readBoard, { params: { projectId: project.id } })
    await done(endpoints.listTasks, { query: { projectId: project.id } })
    await done(endpoints.readOverview, {})
  }

  /** One node after the other, each only when writes came through with the last one changed. */
  async function roll(nodes: Cluster['nodes'], load: Load, root: string): Promise<void> {
    for (const node of nodes) {
      expect(await node.end('SIGTERM')).toEqual({ code: 0, signal: null })
      node.becomes(root)
      await node.start()
      const before = load.acknowledged
      await until('writes go on', () => load.acknowledged > before + 10, 20_000)
      for (const { url } of nodes) await everyday(url)
    }
  }

  it('F33 is rolled out while the former one serves, and back, and nothing is lost', async () => {
    const rounds = roundsOf('F33')
    let [written, repeats] = [0, 0]
    for (let round = 0; round < rounds; round += 1) {
      cluster = await startCluster({ redisUrl: redisUrl!, root: former!.root })
      const load = await Load.begin(cluster)
      for (const root of [ROOT, former!.root, ROOT]) await roll(cluster.nodes, load, root)
      const { acknowledged, repeated } = await load.settle()
      written += acknowledged
      repeats += repeated
      await cluster.stop()
      cluster = undefined
    }
    told('F33', 6 * rounds, `${former!.migrations.length} files of migrations; ${written} writes acknowledged, ${repeats} attempts repeated at the other node`)
  }, 900_000)
})
