// Room for files: how much there is, what is over it, and the sweep that makes room again.
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { sweepFiles } from '../../../server/features/attachments/sweep.jobs.ts'
import { readConfig } from '../../../server/config.ts'
import { setClock } from '../../../server/kernel/clock.ts'
import { openFileStore } from '../../../server/kernel/file-store.ts'
import { endpoints } from '../../../shared/index.ts'
import { aCompany, aProgram, aTask } from '../../support/factories.ts'
import { pngOf } from '../../support/png.ts'
import { useWorld } from '../../support/world.ts'
import { asOriginal, attached, onDisk, upload } from './uploading.ts'

const DAY = 24 * 60 * 60 * 1000
const world = useWorld({ settings: { MAX_ORGANIZATION_FILE_BYTES: '4000', MAX_FILE_BYTES: String(512 * 1024 ** 2) } })
let company: Awaited<ReturnType<typeof aCompany>>
let taskId: string
beforeAll(async () => {
  company = await aCompany(world)
  taskId = (await aTask(company.manager, company.project.id)).id
})
afterEach(() => setClock())
const sweep = () => sweepFiles({ kernel: world.server.kernel, config: readConfig({}), files: openFileStore(undefined, world.dataDir) })({})

describe('room for files', () => {
  it('X65 ends for one organization and not for another; files that go make room', async () => {
    const { employee } = company
    // Its token outlives the week that passes here.
    const program = await aProgram(world, employee, ['organization:read'])
    const file = await attached(employee, taskId, 'a', new Uint8Array(3000))
    expect(await employee.do(endpoints.readStorage)).toEqual({ maxFileBytes: 512 * 1024 ** 2, usedBytes: 3000, maxBytes: 4000 })
    const before = onDisk(world)
    const answer = await upload(employee, taskId, 'b', new Uint8Array(1001))
    expect([answer.status, answer.problem.code]).toEqual([409, 'storage_full'])
    expect(onDisk(world)).toEqual(before)
    const other = await aCompany(world)
    const otherTask = await aTask(other.manager, other.project.id)
    await attached(other.manager, otherTask.id, 'c', new Uint8Array(3500))

    await employee.do(endpoints.deleteAttachment, { params: { attachmentId: file.id } })
    await sweep()
    const began = Date.now()
    setClock(() => began + 6.9 * DAY)
    await sweep()
    expect((await program.do(endpoints.readStorage)).usedBytes).toBe(3000)
    setClock(() => began + 7.1 * DAY)
    await sweep()
    expect((await program.do(endpoints.readStorage)).usedBytes).toBe(0)
    expect(onDisk(world)).toHaveLength(1)
  })

  it('is swept of what nothing shows, and of nothing else', async () => {
    const kept = await attached(company.manager, taskId, 'kept.png', pngOf(20, 20))
    const arrivals = join(world.dataDir, 'files/arrivals')
    mkdirSync(arrivals, { recursive: true })
    for (const [name, days] of [['old', 2], ['new', 0]] as const) {
      writeFileSync(join(arrivals, name), 'half of a file')
      utimesSync(join(arrivals, name), new Date(Date.now() - days * DAY), new Date(Date.now() - days * DAY))
    }
    await sweep()
    const began = Date.now()
    setClock(() => began + 30 * DAY)
    utimesSync(join(arrivals, 'new'), new Date(began + 30 * DAY), new Date(began + 30 * DAY))
    await sweep()
    setClock()
    expect(onDisk(world).filter((path) => path.startsWith('arrivals'))).toEqual(['arrivals/new'])
    expect((await asOriginal(world, company.manager, kept.id, {}, 'thumbnail')).status).toBe(200)
  })

  it('X36 a large file passes through without being held', async () => {
    const [size, chunk] = [256 * 1024 ** 2, new Uint8Array(256 * 1024)]
    let [sent, peak] = [0, 0]
    const before = process.memoryUsage().arrayBuffers
    const body = new ReadableStream({
      pull: (controller) => {
        peak = Math.max(peak, process.memoryUsage().arrayBuffers - before)
        if (sent >= size) return controller.close()
        sent += chunk.length
        controller.enqueue(chunk)
      },
    })
    const answer = await fetch(`${world.url}/api/tasks/${taskId}/files?name=a`, {
      method: 'POST', body, duplex: 'half', headers: { Authorization: `Bearer ${company.manager.token}` },
    } as RequestInit)
    // It is over the organization's room: all of it came, none of it stays.
    expect([answer.status, sent >= size]).toEqual([409, true])
    expect(peak).toBeLessThan(128 * 1024 ** 2)
    expect(onDisk(world).filter((path) => path.startsWith('arrivals/') && path !== 'arrivals/new')).toEqual([])
  })
})
