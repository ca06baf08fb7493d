// Archives that are given up on their way out, and those that come in while another one does.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { aCompany, anAdmin } from '../../support/factories.ts'
import { useWorld } from '../../support/world.ts'
import { bring, takeArchive } from './archive-file.ts'

const world = useWorld()
const arriving = () => readdirSync(join(world.dataDir, 'files/arrivals'))

test('who goes away while it is sent leaves no file behind', async () => {
  const { admin, project } = await aCompany(world)
  // More than connection and buffers hold, however well it is packed.
  const operations = Array.from({ length: 120 }, (_, index) => ({
    op: 'create' as const, projectId: project.id, title: `Task ${index}`, description: randomBytes(45_000).toString('base64'),
  }))
  for (let from = 0; from < operations.length; from += 20) await admin.do(endpoints.bulkTasks, { body: { mode: 'atomic', operations: operations.slice(from, from + 20) } })
  const away = new AbortController()
  const answer = await fetch(`${world.url}/api/organization/archive`, { headers: { authorization: `Bearer ${admin.token}` }, signal: away.signal })
  expect(answer.status).toBe(200)
  expect(arriving()).toHaveLength(1)
  away.abort()
  await vi.waitFor(() => expect(arriving()).toEqual([]), { timeout: 10_000 })
}, 60_000)

test('of two that come at once one is asked to wait, and comes in afterwards', async () => {
  const { admin } = await aCompany(world)
  const archive = await takeArchive(world, admin)
  const [first, second] = [await anAdmin(world, 'First'), await anAdmin(world, 'Second')]
  const answers = await Promise.all([bring(first, archive), bring(second, archive)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 429])
  const waiting = answers[0].status === 429 ? first : second
  expect((await bring(waiting, archive)).status).toBe(200)
})
