// Files on tasks: arriving whole or not at all, read back as they were sent, by who may read the task.
import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { query } from '../../../server/kernel/database.ts'
import { systemCaller } from '../../../server/kernel/transact.ts'
import { endpoints } from '../../../shared/index.ts'
import { aProgram, aTask } from '../../support/factories.ts'
import { joined, pngOf } from '../../support/png.ts'
import { verifyAction } from '../../support/verify-action.ts'
import { backends, useWorld } from '../../support/world.ts'
import { aWiderCompany, comparable, nobodysId } from '../tasks/company.ts'
import { boardOf, detailOf } from '../tasks/snapshots.ts'
import { asOriginal, attached, onDisk, opened, textBytes, upload } from './uploading.ts'

const MEBIBYTE = 1024 * 1024

describe.each(backends)('on %s', (backend) => {
  const world = useWorld({ backend, settings: { MAX_FILE_BYTES: String(8 * MEBIBYTE) } })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  let taskId: string
  beforeAll(async () => {
    company = await aWiderCompany(world)
    taskId = (await aTask(company.manager, company.project.id)).id
  })
  const rows = () => world.server.kernel.read(systemCaller(company.admin.organization.id), async ({ em }) =>
    (await query<{ id: string }>(em, 'select id from files')).map(({ id }) => id).sort())

  describe('a file', () => {
    it('S24 S91 is attached by a member, told on every screen, counted, and read back as it was sent', async () => {
      const { manager, employee, project } = company
      const bytes = randomBytes(3 * MEBIBYTE + 17)
      const screens = { viewers: [manager, employee], snapshots: [boardOf(project.id), detailOf(taskId)] }
      const file = await verifyAction(screens, () => attached(employee, taskId, 'Plan 2026.bin', Uint8Array.from(bytes)))
      expect(endpoints.uploadFile.response.safeParse(file).error).toBeUndefined()
      expect(file).toMatchObject({ kind: 'file', name: 'Plan 2026.bin', type: 'application/octet-stream', size: bytes.length, picture: null, createdById: employee.membership.id })
      const read = await asOriginal(world, manager, file.id)
      expect([read.status, Buffer.compare(read.bytes, bytes)]).toEqual([200, 0])
      expect((await manager.do(endpoints.readTask, { params: { taskId } })).attachmentCount).toBe(1)
      await verifyAction(screens, () => employee.do(endpoints.deleteAttachment, { params: { attachmentId: file.id } }))
      expect((await asOriginal(world, manager, file.id)).status).toBe(404)
    })

    it('X30 is sent as something to keep, in a sandbox, to nobody\'s cache', async () => {
      const file = await attached(company.manager, taskId, 'Übersicht "neu" 😀.html', textBytes('<script>alert(1)</script>'))
      const { headers } = await asOriginal(world, company.employee, file.id)
      expect(Object.fromEntries(['content-type', 'content-disposition', 'content-security-policy', 'x-content-type-options', 'cache-control', 'cross-origin-resource-policy']
        .map((name) => [name, headers.get(name)]))).toEqual({
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename="_bersicht _neu_ __.html"; filename*=UTF-8''${encodeURIComponent('Übersicht "neu" 😀.html')}`,
        'content-security-policy': 'default-src \'none\'; sandbox', 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store',
        'cross-origin-resource-policy': 'same-origin',
      })
    })

    it('that is empty is a file too', async () => {
      const file = await attached(company.manager, taskId, 'empty', textBytes(''))
      expect([file.size, (await asOriginal(world, company.manager, file.id)).bytes.length]).toEqual([0, 0])
    })

    it('is read in parts', async () => {
      const file = await attached(company.manager, taskId, 'digits.txt', textBytes('0123456789'))
      const part = async (range: string, more = {}) => {
        const { status, headers, bytes } = await asOriginal(world, company.manager, file.id, { Range: range, ...more })
        return [status, Buffer.from(bytes).toString(), headers.get('content-range')]
      }
      const { headers } = await asOriginal(world, company.manager, file.id)
      expect([headers.get('accept-ranges'), headers.get('content-length')]).toEqual(['bytes', '10'])
      expect(await part('bytes=2-4')).toEqual([206, '234', 'bytes 2-4/10'])
      expect(await part('bytes=7-')).toEqual([206, '789', 'bytes 7-9/10'])
      expect(await part('bytes=-3')).toEqual([206, '789', 'bytes 7-9/10'])
      expect(await part('bytes=8-99')).toEqual([206, '89', 'bytes 8-9/10'])
      expect(await part('bytes=10-')).toEqual([416, expect.stringContaining('range_not_satisfiable'), 'bytes */10'])
      for (const odd of ['bytes=', 'bytes=-', 'bytes=0-1,3-4', 'lines=1-2', 'bytes=x-1']) expect(await part(odd), odd).toEqual([200, '0123456789', null])
      expect(await part('bytes=2-4', { 'If-Range': '"another"' })).toEqual([200, '0123456789', null])
      expect(await part('bytes=2-4', { 'If-Range': headers.get('etag')! })).toEqual([206, '234', 'bytes 2-4/10'])
      const head = await fetch(`${world.url}/api/attachments/${file.id}/file`, { method: 'HEAD', headers: { Authorization: `Bearer ${company.manager.token}` } })
      expect([head.status, head.headers.get('content-length')]).toEqual([200, '10'])
    })

    it('RT22 is attached once by repetitions with one key, and another one under that key is refused; nothing more is kept', async () => {
      const headers = { 'Idempotency-Key': 'upload-1' }
      const before = onDisk(world).length
      const first = await upload(company.manager, taskId, 'once.txt', textBytes('once'), headers)
      const again = await upload(company.manager, taskId, 'once.txt', textBytes('once'), headers)
      expect([again.data, again.headers.get('idempotent-replayed')]).toEqual([first.data, 'true'])
      expect((await upload(company.manager, taskId, 'once.txt', textBytes('else'), headers)).problem.code).toBe('idempotency_mismatch')
      expect(onDisk(world).length).toBe(before + 1)
    })

    it('has no name of a path, and keeps its letters', async () => {
      const named = async (name: string) => (await attached(company.manager, taskId, name, textBytes('x'))).name
      expect(await named('../../etc/passwd')).toBe('passwd')
      expect(await named('план — 計画 😀.pdf')).toBe('план — 計画 😀.pdf')
    })
  })

  describe('rights', () => {
    it('S1 are those of the task: nobody else uploads, reads or lists', async () => {
      const { manager, stranger, foreigner } = company
      const file = await attached(manager, taskId, 'secret.txt', textBytes('secret'))
      const none = comparable((await upload(manager, nobodysId(), 'a', textBytes('x'))).problem)
      for (const person of [stranger, foreigner]) {
        for (const answer of [
          await upload(person, taskId, 'a', textBytes('x')),
          await person.call(endpoints.readFile, { params: { attachmentId: file.id } }),
          await person.call(endpoints.listFileLinks, { params: { taskId } }),
        ]) expect([answer.status, comparable(answer.problem)]).toEqual([404, none])
      }
      expect((await opened(world, `/api/attachments/${file.id}/file`)).status).toBe(401)
    })

    it('X36 are asked before a byte is read', async () => {
      let sent = 0
      const endless = new ReadableStream({ pull: (controller) => void controller.enqueue(new Uint8Array(64 * 1024).fill(sent += 1)) })
      const answer = await fetch(`${world.url}/api/tasks/${taskId}/files?name=a`, {
        method: 'POST', body: endless, duplex: 'half', headers: { Authorization: `Bearer ${company.foreigner.token}` },
      } as RequestInit)
      expect(answer.status).toBe(404)
    })

    it('of API tokens are those of their scopes', async () => {
      const file = await attached(company.manager, taskId, 'a.txt', textBytes('a'))
      const reader = await aProgram(world, company.manager, ['tasks:read'])
      expect((await reader.call(endpoints.readFile, { params: { attachmentId: file.id } })).status).toBe(200)
      expect((await upload(reader, taskId, 'a', textBytes('x'))).problem.code).toBe('insufficient_scope')
      expect((await (await aProgram(world, company.manager, ['teams:read'])).call(endpoints.listFileLinks, { params: { taskId } })).problem.code).toBe('insufficient_scope')
    })

    it('end with the task: in the trash its files are not found', async () => {
      const { manager, project } = company
      const task = await aTask(manager, project.id)
      const file = await attached(manager, task.id, 'a.txt', textBytes('a'))
      await manager.do(endpoints.deleteTask, { params: { taskId: task.id } })
      expect((await asOriginal(world, manager, file.id)).status).toBe(404)
      await manager.do(endpoints.restoreTask, { params: { taskId: task.id } })
      expect((await asOriginal(world, manager, file.id)).status).toBe(200)
    })
  })

  describe('what is refused leaves nothing behind', () => {
    const untouched = async (action: () => Promise<unknown>) => {
      const before = [onDisk(world), await rows()]
      await action()
      await expect.poll(async () => [onDisk(world), await rows()]).toEqual(before)
    }

    it('X36 a file above the limit, by its length or once it passes it', () => untouched(async () => {
      const answer = await upload(company.manager, taskId, 'large', new Uint8Array(8 * MEBIBYTE + 1))
      expect([answer.status, answer.problem.code, answer.problem.data]).toEqual([413, 'payload_too_large', { maxBytes: 8 * MEBIBYTE }])
      const chunks = new ReadableStream({
        start: (controller) => {
          for (let count = 0; count < 9; count += 1) controller.enqueue(new Uint8Array(MEBIBYTE))
          controller.close()
        },
      })
      const chunked = await fetch(`${world.url}/api/tasks/${taskId}/files?name=a`, {
        method: 'POST', body: chunks, duplex: 'half', headers: { Authorization: `Bearer ${company.manager.token}` },
      } as RequestInit)
      expect(chunked.status).toBe(413)
    }))

    it('an upload that breaks off', () => untouched(async () => {
      const aborted = new AbortController()
      let pulls = 0
      const body = new ReadableStream({
        pull: (controller) => {
          pulls += 1
          if (pulls > 20) aborted.abort()
          else controller.enqueue(new Uint8Array(64 * 1024))
        },
      })
      await expect(fetch(`${world.url}/api/tasks/${taskId}/files?name=a`, {
        method: 'POST', body, duplex: 'half', signal: aborted.signal, headers: { Authorization: `Bearer ${company.manager.token}` },
      } as RequestInit)).rejects.toThrow()
    }))

    it('a bad name', () => untouched(async () => {
      for (const name of ['', 'x'.repeat(1001)]) {
        const answer = await upload(company.manager, taskId, name, textBytes('x'))
        expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, '?name'])
      }
    }))
  })

  describe('pictures', () => {
    it('are drawn anew, smaller, upright and without what else they told', async () => {
      const photo = await sharp({ create: { width: 3000, height: 1000, channels: 3, background: 'teal' } })
        .withExif({ IFD0: { Artist: 'Tove' }, IFD3: { GPSLatitude: '59/1' } }).withMetadata({ orientation: 6 }).jpeg().toBuffer()
      expect(photo.includes('Tove')).toBe(true)
      const file = await attached(company.manager, taskId, 'photo.jpg', Uint8Array.from(photo))
      expect(file).toMatchObject({ type: 'image/jpeg', picture: { width: 1000, height: 3000 } })
      for (const [variant, height] of [['preview', 2048], ['thumbnail', 480]] as const) {
        const { headers, bytes } = await asOriginal(world, company.employee, file.id, {}, variant)
        expect([headers.get('content-type'), (await sharp(bytes).metadata()).height, Buffer.from(bytes).includes('Tove')]).toEqual(['image/webp', height, false])
      }
      expect(Buffer.compare((await asOriginal(world, company.manager, file.id)).bytes, photo)).toBe(0)
    })

    it.each([
      ['X37 a bomb: a PNG that says 60,000 pixels', pngOf(60_000, 60_000)], ['a damaged one', pngOf(16, 16).slice(0, -20)],
      ['what only begins like one', joined([pngOf(4, 4).slice(0, 8), textBytes('<script>')])],
    ])('%s is kept as a file and drawn by nobody', async (_case, bytes) => {
      const began = performance.now()
      const file = await attached(company.manager, taskId, 'bomb.png', bytes)
      expect(performance.now() - began).toBeLessThan(5000)
      expect(file.picture).toBeNull()
      expect((await asOriginal(world, company.manager, file.id, {}, 'preview')).status).toBe(404)
    })
  })
})
