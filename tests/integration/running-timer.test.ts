// A running timer is kept by the server: it goes on while every node is away, and counts that time (S89).
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { now, setClock } from '../../server/kernel/clock.ts'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aTask } from '../support/factories.ts'
import { call } from '../support/http.ts'
import { nodesOverOneDatabase, type Nodes } from './support/nodes.ts'
import { hasPostgres } from './support/services.ts'

const MINUTE = 60_000

describe.skipIf(!hasPostgres)('a running timer', () => {
  let nodes: Nodes
  beforeAll(async () => {
    nodes = await nodesOverOneDatabase()
  }, 60_000)
  afterEach(() => setClock())
  afterAll(async () => {
    await nodes?.stop()
  }, 30_000)

  it('S89 runs on through a restart of the only node, and is stopped there with all its minutes', async () => {
    const before = await nodes.start()
    const { employee, project } = await aCompany(before)
    const task = await aTask(employee, project.id)
    const { startedAt } = await employee.do(endpoints.startTimer, { body: { taskId: task.id, note: 'Through the night' } })
    await before.server.close()
    const begun = now().getTime()
    setClock(() => Date.now() + 9 * MINUTE)
    const after = await nodes.start()
    const overview = await call(after.url, employee.token, endpoints.readOverview)
    expect(overview.data.timer).toMatchObject({ taskId: task.id, note: 'Through the night', startedAt })
    expect((await call(after.url, employee.token, endpoints.stopTimer)).status).toBe(204)
    const { items } = (await call(after.url, employee.token, endpoints.listTimeEntries)).data
    expect(items).toMatchObject([{ taskId: task.id, note: 'Through the night', startedAt }])
    expect(items[0]!.minutes).toBeGreaterThanOrEqual(9)
    expect(items[0]!.minutes).toBeLessThan(9 + Math.ceil((Date.now() - begun) / MINUTE) + 2)
  })
})
