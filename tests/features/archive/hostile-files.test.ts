// Archives whose files must not come in: refused with a place; no row, no byte of theirs stays, and not much of them is ever in memory.
import { gzipSync } from 'node:zlib'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { aCompany, anAdmin, aTask, type Person } from '../../support/factories.ts'
import { startObjectServer } from '../../support/object-store.ts'
import { startWorld, useWorld } from '../../support/world.ts'
import { fingerprint } from '../../tenancy/owner.ts'
import { added, attached, onDisk, textBytes } from '../attachments/uploading.ts'
import { archiveOf, archiveWith, bring, linesOf, partsOf, takeArchive, tarOf, type Line } from './archive-file.ts'

const MEBIBYTE = 1024 ** 2
const settings = { MAX_FILE_BYTES: String(MEBIBYTE), MAX_ORGANIZATION_FILE_BYTES: String(2 * MEBIBYTE), MAX_ARCHIVE_BYTES: String(8 * MEBIBYTE) }
const world = useWorld({ settings })
let to: Person
let lines: Line[]
let bytes: Uint8Array[]
let before: unknown
let disk: string[]

beforeAll(async () => {
  const { admin, manager, project, team } = await aCompany(world)
  const task = await aTask(manager, project.id, 'With files')
  for (const name of ['one.txt', 'two.txt']) await attached(manager, task.id, name, textBytes(name))
  await added({ kind: 'project', id: project.id }, manager, 'three.txt', textBytes('three.txt'))
  await added({ kind: 'team', id: team.id }, manager, 'four.txt', textBytes('four.txt'))
  await manager.do(endpoints.createComment, { params: { taskId: task.id }, body: { body: 'Said' } })
  const another = await aTask(manager, project.id, 'Another one')
  await manager.do(endpoints.createComment, { params: { taskId: another.id }, body: { body: 'Said of another one' } })
  const archive = await takeArchive(world, admin, { files: true })
  lines = linesOf(archive).lines
  bytes = partsOf(archive).slice(1).map((part) => part.bytes)
  to = await anAdmin(world, 'Thea')
  before = await fingerprint(world, to.organization.id)
  disk = onDisk(world)
})
afterEach(async () => {
  expect(await fingerprint(world, to.organization.id)).toEqual(before)
  expect(onDisk(world)).toEqual(disk)
})

const at = (type: string, place = 0) => lines.findIndex((line) => line.type === type) + place + 2
const changed = (type: string, place: number, change: Record<string, unknown>): Line[] => lines.with(at(type, place) - 2, { ...lines[at(type, place) - 2]!, ...change } as Line)
const changedFile = (change: Record<string, unknown>) => archiveWith(archiveOf(changed('files', 0, change)), bytes)
const attachedAs = (change: Record<string, unknown>, place = 0) => archiveWith(archiveOf(changed('attachments', place, change)), bytes)
const whole = () => archiveWith(archiveOf(lines), bytes)
const parts = () => partsOf(whole())
const refusalOf = async (archive: Uint8Array<ArrayBuffer>) => {
  const { status, problem } = await bring(to, archive)
  return [status, problem.code, problem.errors?.[0]?.pointer, problem.errors?.[0]?.code]
}
const expectRefused = async (cases: [Uint8Array<ArrayBuffer>, string, string][]) => {
  for (const [archive, pointer, code] of cases) expect(await refusalOf(archive), pointer).toEqual([422, 'invalid_import', pointer, code])
}
const raw = (change: (block: Buffer) => void): Buffer<ArrayBuffer> => {
  const archive = whole()
  const start = archive.indexOf('files/1')
  const block = archive.subarray(start, start + 512)
  change(block)
  block.write(`${(block.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 32 : byte), 0)).toString(8).padStart(6, '0')}\0 `, 148)
  return archive
}

describe('archives whose files are refused', () => {
  it('X30 bytes that are not those of their line, and types that they are not', () => expectRefused([
    [archiveWith(archiveOf(lines), bytes.with(0, textBytes('ONE.txt'))), `/lines/${at('files')}/digest`, 'damaged'],
    [archiveWith(archiveOf(lines), bytes.with(0, textBytes('longer than it was'))), `/lines/${at('files')}/size`, 'damaged'],
    [archiveWith(archiveOf(lines), [bytes[1]!, bytes[0]!, ...bytes.slice(2)]), `/lines/${at('files')}/digest`, 'damaged'],
    [changedFile({ digest: 'ab'.repeat(32) }), `/lines/${at('files')}/digest`, 'damaged'],
    [changedFile({ digest: '../../secret' }), `/lines/${at('files')}/digest`, 'invalid_format'],
    [changedFile({ mediaType: 'image/png' }), `/lines/${at('files')}/mediaType`, 'wrong_type'],
    [changedFile({ mediaType: 'application/zip' }), `/lines/${at('files')}/mediaType`, 'wrong_type'],
    [changedFile({ mediaType: 'text/html' }), `/lines/${at('files')}/mediaType`, 'wrong_type'],
    [changedFile({ mediaType: 'text/html\r\nX: y' }), `/lines/${at('files')}/mediaType`, 'invalid_format'],
    [changedFile({ size: -1 }), `/lines/${at('files')}/size`, 'too_small'],
    [changedFile({ width: 5 }), `/lines/${at('files')}/width`, 'unrecognized_keys'],
  ]))

  it('files that are missing, surplus, of nothing or of two', () => expectRefused([
    [archiveWith(archiveOf(lines), bytes.slice(1)), `/lines/${at('files', 3)}`, 'incomplete'],
    [archiveWith(archiveOf(lines), [...bytes, textBytes('more')]), '/files/5', 'surplus'],
    [archiveOf(lines), `/lines/${at('files')}`, 'incomplete'],
    [attachedAs({ file: 2 }), `/lines/${at('attachments', 1)}/file`, 'invalid_reference'],
    [attachedAs({ file: 9 }), `/lines/${at('attachments')}/file`, 'invalid_reference'],
    [archiveWith(archiveOf(lines.filter((line) => line.file !== 1)), bytes), `/lines/${at('files')}`, 'surplus'],
    [attachedAs({ kind: 'link', url: 'https://example.com' }), `/lines/${at('attachments')}/file`, 'invalid_reference'],
    [attachedAs({ url: 'https://example.com' }), `/lines/${at('attachments')}/url`, 'invalid_reference'],
    [attachedAs({ team: 1 }), `/lines/${at('attachments')}/task`, 'invalid_reference'],
    [attachedAs({ task: null }), `/lines/${at('attachments')}/task`, 'invalid_reference'],
    [attachedAs({ comment: 2 }), `/lines/${at('attachments')}/comment`, 'invalid_reference'],
    [attachedAs({ comment: 1 }, 2), `/lines/${at('attachments', 2)}/comment`, 'invalid_reference'],
    [attachedAs({ project: 9 }, 2), `/lines/${at('attachments', 2)}/project`, 'invalid_reference'],
  ]))

  it('X32 names that climb, hide what they are, or are not where they belong', () => expectRefused([
    ...['../up.txt', '/etc/passwd', 'a\\b.txt', '..', 'photo\u202egpj.exe', 'a\u0007.txt', `${'a'.repeat(256)}`]
      .map((name): [Buffer<ArrayBuffer>, string, string] => [attachedAs({ name }), `/lines/${at('attachments')}/name`, 'invalid_reference']),
    ...['../../up', '/etc/passwd', 'files/2', 'files/01', 'files/../1', 'content.ndjson.gz']
      .map((name): [Buffer<ArrayBuffer>, string, string] => [tarOf(parts().with(1, { name, bytes: bytes[0]! })), '/files/1/name', 'unknown_entry']),
    [tarOf(parts().slice(1)), '/files/0/name', 'unknown_entry'],
    [tarOf([{ name: 'all/../content.ndjson.gz', bytes: archiveOf(lines) }]), '/files/0/name', 'unknown_entry'],
    // Links, folders, devices, and a name that goes on in another field.
    ...['1', '2', '3', '5', 'L', 'x'].map((kind): [Buffer<ArrayBuffer>, string, string] => [raw((block) => void block.write(kind, 156)), '/files/1', 'unknown_entry']),
    [raw((block) => void block.write('../..', 345)), '/files/1/name', 'unknown_entry'],
  ]))

  it('X37 what is cut off, goes on, or lies about its length', () => expectRefused([
    [whole().subarray(0, whole().length - 1024), '', 'incomplete'], [whole().subarray(0, 700), '/files/0', 'incomplete'],
    [Buffer.concat([whole(), Buffer.from('more')]), '', 'surplus'], [Buffer.concat([whole(), Buffer.alloc(65_536)]), '', 'surplus'],
    [raw((block) => void block.write('77777777777\0', 124)), '/files/1', 'incomplete'], [raw((block) => void block.write('-1         \0', 124)), '/files/1', 'damaged'],
    [raw((block) => void block.set([0x80, 0, 0, 0, 0, 0, 0, 1], 124)), '/files/1', 'damaged'],
    [tarOf([{ name: 'content.ndjson.gz', bytes: new Uint8Array() }]), '', 'not_packed'],
    [tarOf([{ name: 'content.ndjson.gz', bytes: archiveWith(archiveOf(lines), []) }]), '', 'not_packed'],
    [tarOf([{ name: 'content.ndjson.gz', bytes: gzipSync(Buffer.alloc(300 * MEBIBYTE, 65)) }]), '/lines/1', 'too_large'],
    [tarOf(Array.from({ length: 15_000 }, (_, index) => ({ name: index ? `files/${index}` : 'content.ndjson.gz', bytes: index ? new Uint8Array() : archiveOf(lines) }))), '/files/5', 'surplus'],
  ]), 60_000)

  it('X36 more than may be: the whole, one file, all of an organization, and how many', async () => {
    const large = (size: number) => new Uint8Array(size)
    const [one, hash] = [large(MEBIBYTE + 1), { size: MEBIBYTE + 1, mediaType: 'application/octet-stream' }]
    expect(await refusalOf(archiveWith(archiveOf(changed('files', 0, hash)), bytes.with(0, one)))).toEqual([422, 'invalid_import', `/lines/${at('files')}/size`, 'too_large'])
    const sizes = lines.map((line) => (line.type === 'files' ? { ...line, size: MEBIBYTE } : line))
    const full = await bring(to, archiveWith(archiveOf(sizes), bytes.map(() => large(MEBIBYTE))))
    expect([full.status, full.problem.code]).toEqual([409, 'storage_full'])
    const sent = await bring(to, archiveWith(archiveOf(lines), [large(9 * MEBIBYTE)]))
    expect([sent.status, sent.problem.code]).toEqual([413, 'payload_too_large'])
  })

  it('what is wrong only with other lines leaves none of the files that were stored meanwhile', () => expectRefused([
    [archiveWith(archiveOf(changed('tasks', 0, { status: 999 })), bytes), `/lines/${at('tasks')}/status`, 'invalid_reference'],
    [archiveWith(archiveOf(changed('attachments', 3, { team: 7 })), bytes), `/lines/${at('attachments', 3)}/team`, 'invalid_reference'],
  ]))

  it('an organization that has something already stores nothing of it', async () => {
    const { admin } = await aCompany(world)
    const { status, problem } = await bring(admin, whole())
    expect([status, problem.code, (await admin.do(endpoints.readStorage)).usedBytes]).toEqual([409, 'organization_not_empty', 0])
  })
})

describe('a store that fails', () => {
  it('takes no archive halfway: no rows stay, and no bytes', async () => {
    const objects = await startObjectServer()
    const failing = await startWorld({ settings: { FILES_URL: objects.address } })
    const admin = await anAdmin(failing.world, 'Fay')
    objects.room = 2
    const untouched = await fingerprint(failing.world, admin.organization.id)
    const { status } = await bring(admin, archiveWith(archiveOf(lines), bytes))
    expect(status).toBeGreaterThanOrEqual(500)
    expect([objects.objects.size, onDisk(failing.world)]).toEqual([0, []])
    expect(await fingerprint(failing.world, admin.organization.id)).toEqual(untouched)
    objects.room = Infinity
    expect((await bring(admin, archiveWith(archiveOf(lines), bytes))).status).toBe(200)
    await failing.stop()
    objects.close()
  }, 60_000)
})
