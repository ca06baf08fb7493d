// Room for files: how much there is, what is over it, and the sweep that makes room again.
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { sweepFiles } from '../../../server/features/attachments/sweep.jobs.ts'
import { uploadFile } from '../../../server/features/attachments/upload-file.ts'
import { purgeTrash } from '../../../server/features/trash/purge.jobs.ts'
import { readConfig } from '../../../server/config.ts'
import { setClock } from '../../../server/kernel/clock.ts'
import { Problem } from '../../../server/kernel/errors.ts'
import { openFileStore } from '../../../server/kernel/file-store.ts'
import { systemCaller } from '../../../server/kernel/transact.ts'
import { endpoints } from '../../../shared/index.ts'
import { aCompany, aProgram, aTask } from '../../support/factories.ts'
import { pngOf } from '../../support/png.ts'
import { useWorld } from '../../support/world.ts'
import { sendRaw } from '../../http/raw.ts'
import { asOriginal, attached, onDisk, textBytes, upload } from './uploading.ts'

const DAY = 24 * 60 * 60 * 1000
const world = useWorld({ settings: { MAX_ORGANIZATION_FILE_BYTES: '4000', MAX_FILE_BYTES: String(512 * 1024 ** 2) } })
let company: Awaited<ReturnType<typeof aCompany>>
let taskId: string
beforeAll(async () => {
  company = await aCompany(world)
  taskId = (await aTask(company.manager, company.project.id)).id
})
afterEach(() => setClock())
const on = () => ({ kernel: world.server.kernel, config: readConfig({}), files: openFileStore(undefined, world.dataDir) })
const sweep = () => sweepFiles(on())({})
const sweepAt = async (moment: number) => {
  setClock(() => moment)
  await sweep()
}
/** The trash is emptied first, which keeps what was removed for 30 days. */
const purgeAndSweepAt = async (moment: number) => {
  setClock(() => moment)
  await purgeTrash(on())({})
  await sweep()
}

/** An upload whose connection to the database breaks in its commit. What comes back lets the commit come about after all. */
async function inDoubt(name: string) {
  const { kernel } = world.server
  const caller = systemCaller(company.admin.organization.id)
  let commit: () => Promise<unknown> = () => Promise.reject(new Error('It never came to a commit'))
  const bytes = (async function* () {
    yield textBytes('late')
  })()
  await expect(uploadFile(on(), {
    read: (action) => kernel.read(caller, action),
    transact: (action) => {
      commit = () => kernel.transact(caller, action)
      return Promise.reject(new Problem('unavailable'))
    },
  }, { kind: 'task', id: taskId }, name, { announced: null, bytes })).rejects.toMatchObject({ code: 'unavailable' })
  return async () => {
    await commit()
    const { attachments } = await company.manager.do(endpoints.readTaskDetail, { params: { taskId } })
    return attachments.find((attachment) => attachment.name === name)!
  }
}

describe('room for files', () => {
  it('X65 ends for one organization and not for another; files that go make room', async () => {
    const { employee } = company
    // Its token outlives the weeks that pass here: those of the trash, then that of the sweep.
    const program = await aProgram(world, employee, ['organization:read'])
    const file = await attached(employee, taskId, 'a', new Uint8Array(3000))
    expect(await employee.do(endpoints.readStorage)).toEqual({ maxFileBytes: 512 * 1024 ** 2, usedBytes: 3000, maxBytes: 4000 })
    const before = onDisk(world)
    const answer = await upload(employee, taskId, 'b', new Uint8Array(1001))
    expect([answer.status, answer.problem.code]).toEqual([409, 'storage_full'])
    expect(onDisk(world)).toEqual(before)
    const head = `POST /api/tasks/${taskId}/files?name=b HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${employee.token}\r\nContent-Length: 1001\r\n\r\n`
    expect((await sendRaw(world.url, [head])).status, 'by its length, before a byte of it came').toBe(409)
    const other = await aCompany(world)
    const otherTask = await aTask(other.manager, other.project.id)
    await attached(other.manager, otherTask.id, 'c', new Uint8Array(3500))

    await employee.do(endpoints.deleteAttachment, { params: { attachmentId: file.id } })
    const began = Date.now()
    for (const days of [31, 37.9]) await purgeAndSweepAt(began + days * DAY)
    expect((await program.do(endpoints.readStorage)).usedBytes).toBe(3000)
    await purgeAndSweepAt(began + 38.1 * DAY)
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
    utimesSync(join(arrivals, 'new'), new Date(began + 30 * DAY), new Date(began + 30 * DAY))
    await sweepAt(began + 30 * DAY)
    setClock()
    expect(onDisk(world).filter((path) => path.startsWith('arrivals'))).toEqual(['arrivals/new'])
    expect((await asOriginal(world, company.manager, kept.id, {}, 'thumbnail')).status).toBe(200)
  })

  it('keeps the file of a commit in doubt, which may have come about', async () => {
    const commit = await inDoubt('doubted.txt')
    const { id } = await commit()
    expect((await asOriginal(world, company.manager, id)).bytes).toEqual(textBytes('late'))
  })

  it('gives a file that was found unused, then attached and removed its whole week', async () => {
    const stored = () => onDisk(world).filter((path) => path.endsWith('/original'))
    const before = stored()
    const began = Date.now()
    const commit = await inDoubt('late.txt')
    await sweepAt(began + 2 * DAY)
    setClock()
    const { id } = await commit()
    await company.manager.do(endpoints.deleteAttachment, { params: { attachmentId: id } })
    for (const days of [33, 39.5]) await purgeAndSweepAt(began + days * DAY)
    expect(stored()).toHaveLength(before.length + 1)
    await purgeAndSweepAt(began + 40.5 * DAY)
    expect(stored()).toEqual(before)
  })

  it('is given to six uploads of an organization at once; the seventh comes again, another organization\'s need not', async () => {
    const [busy, other] = [await aCompany(world), await aCompany(world)]
    const task = await aTask(busy.manager, busy.project.id)
    const ends: (() => void)[] = []
    const slow = () => new ReadableStream({
      start: (controller) => {
        controller.enqueue(textBytes('a'))
        ends.push(() => controller.close())
      },
    })
    const sent = Array.from({ length: 6 }, () => fetch(`${world.url}/api/tasks/${task.id}/files?name=a`, {
      method: 'POST', body: slow(), duplex: 'half', headers: { Authorization: `Bearer ${busy.manager.token}` },
    } as RequestInit))
    const arriving = () => onDisk(world).filter((path) => path.startsWith('arrivals/') && path !== 'arrivals/new').length
    await expect.poll(arriving, { timeout: 10_000 }).toBe(6)
    const seventh = await upload(busy.manager, task.id, 'b', textBytes('b'))
    expect([seventh.status, seventh.problem.code, seventh.headers.get('retry-after')]).toEqual([429, 'rate_limited', '2'])
    await attached(other.manager, (await aTask(other.manager, other.project.id)).id, 'c', textBytes('c'))
    for (const end of ends) end()
    expect((await Promise.all(sent)).map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 201])
    await attached(busy.manager, task.id, 'b', textBytes('b'))
  }, 30_000)

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
