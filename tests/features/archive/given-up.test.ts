// Archives that are given up on their way out, and those that come in while another one does.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { aCompany, anAdmin, type Person } from '../../support/factories.ts'
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

/** One that has begun to arrive; what comes back sends the rest. */
function arrivesSlowly(by: Person, archive: Uint8Array): () => Promise<number> {
  let end = () => {}
  const body = new ReadableStream({
    start: (controller) => {
      controller.enqueue(archive.subarray(0, 100))
      end = () => {
        controller.enqueue(archive.subarray(100))
        controller.close()
      }
    },
  })
  const answer = fetch(`${world.url}/api/imports/archive`, { method: 'POST', body, duplex: 'half', headers: { Authorization: `Bearer ${by.token}` } } as RequestInit)
  return async () => {
    end()
    return (await answer).status
  }
}

/** A question that came in before the slow one would take its place. */
const HEAD_START = 500

/** Resolves as soon as the organization's archive is known to come in. */
async function isComing(by: Person, archive: Uint8Array<ArrayBuffer>): Promise<void> {
  await sleep(HEAD_START)
  await vi.waitFor(async () => {
    const again = await bring(by, archive, { dryRun: 'true' })
    expect([again.status, again.headers.get('retry-after')]).toEqual([429, '10'])
  }, { timeout: 10_000 })
}

test('X65 who sends slowly keeps the own organization waiting, and no other', async () => {
  const { admin } = await aCompany(world)
  const archive = await takeArchive(world, admin)
  const [slow, quick] = [await anAdmin(world, 'Slow'), await anAdmin(world, 'Quick')]
  const end = arrivesSlowly(slow, archive)
  await isComing(slow, archive)
  expect((await bring(quick, archive)).status).toBe(200)
  expect(await end()).toBe(200)
}, 30_000)

test('two that arrive at once come in one after the other', async () => {
  const { admin } = await aCompany(world)
  const archive = await takeArchive(world, admin)
  const into = [await anAdmin(world, 'First'), await anAdmin(world, 'Second')]
  expect((await Promise.all(into.map((by) => bring(by, archive)))).map(({ status }) => status)).toEqual([200, 200])
})

test('what the organization has by the end of it counts, and nothing of it is stored', async () => {
  const { admin } = await aCompany(world)
  const to = await anAdmin(world, 'Late')
  const archive = await takeArchive(world, admin)
  const end = arrivesSlowly(to, archive)
  await isComing(to, archive)
  await to.do(endpoints.createTeam, { body: { name: 'Meanwhile' } })
  expect(await end()).toBe(409)
  expect(arriving()).toEqual([])
})
