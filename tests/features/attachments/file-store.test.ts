// The two stores behave alike: a folder, and one that speaks S3; and the product works with the second as with the first.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFileStore, type FileStore } from '../../../server/kernel/file-store.ts'
import { endpoints } from '../../../shared/index.ts'
import { aCompany, aTask } from '../../support/factories.ts'
import { startObjectServer, type ObjectServer } from '../../support/object-store.ts'
import { pngOf } from '../../support/png.ts'
import { startWorld } from '../../support/world.ts'
import { asOriginal, attached, linksOf, onDisk, opened } from './uploading.ts'

const [ORGANIZATION, FILE] = [crypto.randomUUID(), crypto.randomUUID()]
const name = `${ORGANIZATION}/${FILE}/original`
const CLIMBING = ['../x/original', `${ORGANIZATION}/../original`, '/etc/passwd', `${name}/..`, `${ORGANIZATION}/${FILE}/..`, name.replaceAll('/', '\\'), `${name}\0`]
let folder: string
let objects: ObjectServer
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-store-'))
  objects = await startObjectServer()
})
afterAll(() => {
  objects.close()
  rmSync(folder, { recursive: true, force: true })
})

const stores: [string, () => FileStore][] = [
  ['a folder of DATA_DIR', () => openFileStore(undefined, folder)],
  ['a folder of FILES_URL', () => openFileStore(pathToFileURL(join(folder, 'els where')).href, folder)],
  ['a store that speaks S3', () => openFileStore(objects.address, folder)],
]

describe.each(stores)('%s', (_name, open) => {
  const put = async (content: string) => {
    const path = join(folder, 'arrived')
    writeFileSync(path, content)
    await open().put(name, path)
  }
  const read = async (range?: { start: number; end: number }) => {
    const stream = await open().open(name, range)
    return stream && text(stream)
  }

  it('keeps a file, gives it and parts of it, and forgets it', async () => {
    expect(await read()).toBeNull()
    await put('0123456789')
    expect([await read(), await read({ start: 2, end: 4 })]).toEqual(['0123456789', '234'])
    await put('')
    expect(await read()).toBe('')
    await open().delete(name)
    expect(await read()).toBeNull()
    await open().delete(name)
  })

  it('forgets all of one organization, however it came there, and nothing of another', async () => {
    const [own, other] = [crypto.randomUUID(), crypto.randomUUID()]
    const names = [...Array.from({ length: 5 }, () => `${own}/${crypto.randomUUID()}/original`), `${other}/${FILE}/original`]
    for (const one of names) {
      const path = join(folder, 'arrived')
      writeFileSync(path, 'x')
      await open().put(one, path)
    }
    await open().forget(own)
    await open().forget(own)
    expect(await Promise.all(names.map(async (one) => (await open().open(one)) !== null))).toEqual([false, false, false, false, false, true])
    for (const odd of ['', '.', '..', `${own}/..`, own.slice(0, 8)]) await expect(open().forget(odd)).rejects.toThrow('No organization of stored files')
    expect(await open().open(names.at(-1)!)).not.toBeNull()
    await open().delete(names.at(-1)!)
  })

  it.each(CLIMBING)('X32 knows no name like %j', async (odd) => {
    const existing = join(folder, 'existing')
    writeFileSync(existing, 'x')
    await expect(open().open(odd)).rejects.toThrow('No name of a stored file')
    await expect(open().put(odd, existing)).rejects.toThrow('No name of a stored file')
    await expect(open().delete(odd)).rejects.toThrow('No name of a stored file')
  })
})

describe('the product', () => {
  it('works with a store that speaks S3; a store that refuses leaves nothing of an upload', async () => {
    const { world, stop } = await startWorld({ settings: { FILES_URL: objects.address } })
    try {
      const { manager, project } = await aCompany(world)
      const task = await aTask(manager, project.id)
      const file = await attached(manager, task.id, 'p.png', pngOf(600, 400))
      expect([...objects.objects.keys()].map((key) => key.split('/').at(-1)).sort()).toEqual(['original', 'preview', 'thumbnail'])
      expect((await asOriginal(world, manager, file.id)).bytes).toEqual(pngOf(600, 400))
      expect((await asOriginal(world, manager, file.id, { Range: 'bytes=1-3' })).bytes).toEqual(pngOf(600, 400).slice(1, 4))
      expect((await opened(world, (await linksOf(manager, task.id, file.id)).thumbnail!)).status).toBe(200)
      expect([onDisk(world), readdirSync(join(world.dataDir, 'arrivals'))]).toEqual([[], []])
      objects.objects.clear()
      expect((await asOriginal(world, manager, file.id)).status).toBe(404)
    } finally {
      await stop()
    }
    const refused = await startWorld({ settings: { FILES_URL: objects.address.replace('access-key', 'another-key') } })
    try {
      const { manager, project } = await aCompany(refused.world)
      const task = await aTask(manager, project.id)
      const params = { taskId: task.id }
      expect((await manager.call(endpoints.uploadFile, { params, query: { name: 'a' }, bytes: new Uint8Array(4) })).status).toBe(500)
      expect((await manager.do(endpoints.readTaskDetail, { params })).attachments).toEqual([])
      expect(readdirSync(join(refused.world.dataDir, 'arrivals'))).toEqual([])
    } finally {
      await refused.stop()
    }
  }, 60_000)
})
