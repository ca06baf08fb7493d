// Files in the archive of an organization: they come with it, are the same bytes where it is brought in, and count in its hash.
import { createHash, randomBytes } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TAR_END, tarHeader, tarPadding } from '../../../server/features/archive/tar.ts'
import type { FileAttachment } from '../../../shared/features/attachments.ts'
import { endpoints } from '../../../shared/index.ts'
import { aCompany, anAdmin, aTask, type Person } from '../../support/factories.ts'
import { startObjectServer } from '../../support/object-store.ts'
import { pngOf } from '../../support/png.ts'
import { backends, startWorld, type World } from '../../support/world.ts'
import { added, asOriginal, attached, onDisk, textBytes, upload } from '../attachments/uploading.ts'
import { archiveOf, archiveWith, bring, linesOf, partsOf, takeArchive } from './archive-file.ts'

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const MEBIBYTE = 1024 ** 2
const picture = pngOf(40, 30)
const big = new Uint8Array(3 * MEBIBYTE).map((_, index) => (index * 7) % 251)

/** An organization with files everywhere, and some that must stay behind. */
async function withFiles(world: World) {
  const company = await aCompany(world)
  const { admin, manager, employee, project, team } = company
  const task = await aTask(manager, project.id, 'With files')
  await attached(manager, task.id, 'picture.png', picture)
  await attached(employee, task.id, 'empty.txt', new Uint8Array())
  const said = await attached(employee, task.id, 'größer – 大.bin', big)
  await employee.do(endpoints.createComment, { params: { taskId: task.id }, body: { body: 'See this', fileIds: [said.id] } })
  await added({ kind: 'project', id: project.id }, manager, 'contract.txt', textBytes('Signed'))
  await added({ kind: 'team', id: team.id }, admin, 'rules.txt', textBytes('Be kind'))
  await admin.do(endpoints.createAttachment, { params: { taskId: task.id }, body: { url: 'https://example.com' } })
  const removed = await attached(manager, task.id, 'removed.txt', textBytes('REMOVED'))
  await manager.do(endpoints.deleteAttachment, { params: { attachmentId: removed.id } })
  const trashed = await aTask(manager, project.id, 'In the trash')
  await attached(manager, trashed.id, 'trashed.txt', textBytes('TRASHED'))
  await manager.do(endpoints.deleteTask, { params: { taskId: trashed.id } })
  return { ...company, task }
}

/** Files of the task, then of the project, then of the team. */
async function filesOf(by: Person) {
  const { items: [task] } = await by.do(endpoints.listTasks)
  const { items: [team] } = await by.do(endpoints.listTeams)
  const { attachments } = await by.do(endpoints.readTaskDetail, { params: { taskId: task!.id } })
  const ofProject = await by.do(endpoints.listProjectFiles, { params: { projectId: task!.projectId } })
  const ofTeam = await by.do(endpoints.listTeamFiles, { params: { teamId: team!.id } })
  return { task: task!, files: [...attachments.filter((one): one is FileAttachment => one.kind === 'file'), ...ofProject.items, ...ofTeam.items] }
}

const stores = [...backends.map((backend) => ({ backend, store: 'a folder' })), { backend: 'pglite' as const, store: 'S3' }]

describe.each(stores)('files of an archive on $backend with $store', ({ backend, store }) => {
  let world: World
  const closing: (() => unknown)[] = []
  beforeAll(async () => {
    const objects = store === 'S3' ? await startObjectServer() : undefined
    const started = await startWorld({ backend, settings: objects ? { FILES_URL: objects.address } : {} })
    world = started.world
    closing.push(started.stop, () => objects?.close())
  }, 60_000)
  afterAll(async () => {
    for (const close of closing) await close()
  })

  it('come with it and are the same bytes there, with their names, types, people and moments; the hash is of them too', async () => {
    const { admin } = await withFiles(world)
    const told = await admin.do(endpoints.readArchivedFiles)
    expect(told).toEqual({ files: 5, bytes: picture.length + big.length + 13, archiveBytes: expect.any(Number), most: { files: 20_000, bytes: 4 * 1024 ** 3 } })
    const archive = await takeArchive(world, admin, { files: true })
    const packed = partsOf(archive)[0]!.bytes.length
    expect(archive.length - told.archiveBytes).toBe(Math.ceil(packed / 512) * 512 - 512)
    const { header, lines } = linesOf(archive)
    expect([header.counts.files, header.counts.attachments]).toEqual([5, 6])
    const ofFiles = lines.filter(({ type }) => type === 'files')
    expect(partsOf(archive).slice(1).map(({ name, bytes }) => [name, sha(bytes)])).toEqual(ofFiles.map(({ n, digest }) => [`files/${n}`, digest]))
    for (const secret of ['REMOVED', 'TRASHED']) expect(archive.includes(secret)).toBe(false)

    const to = await anAdmin(world, 'Thea')
    const { status, data, problem } = await bring(to, archive)
    expect(problem.detail ?? status).toBe(200)
    expect(data).toMatchObject({ equal: true, fileBytes: picture.length + big.length + 13, imported: { hash: header.hash, counts: header.counts } })
    const [before, after] = [await filesOf(admin), await filesOf(to)]
    const shown = ({ name, type, size, createdAt, picture: drawn }: (typeof before.files)[number]) => ({ name, type, size, createdAt, picture: drawn })
    expect(after.files.map(shown)).toEqual(before.files.map(shown))
    expect([after.task.attachmentCount, before.task.attachmentCount]).toEqual([4, 4])
    const { items: members } = await to.do(endpoints.listMembers)
    const { items: earlier } = await admin.do(endpoints.listMembers)
    const names = (people: typeof members, { files }: typeof before) => files.map(({ createdById }) => people.find(({ id }) => id === createdById)!.email)
    expect(names(members, after)).toEqual(names(earlier, before))
    for (const [index, { id }] of after.files.entries()) {
      expect(sha((await asOriginal(world, to, id)).bytes)).toBe(sha((await asOriginal(world, admin, before.files[index]!.id)).bytes))
    }
    const thumbnail = await asOriginal(world, to, after.files[0]!.id, {}, 'thumbnail')
    expect([thumbnail.status, thumbnail.headers.get('content-type')]).toEqual([200, 'image/webp'])
    const comment = (await to.do(endpoints.listComments, { params: { taskId: after.task.id } })).items[0]!
    expect(after.files.filter((file) => 'commentId' in file && file.commentId === comment.id).map(({ name }) => name)).toEqual(['größer – 大.bin'])
    expect(linesOf(await takeArchive(world, to, { files: true })).header.hash).toBe(header.hash)
  }, 60_000)

  it('a trial stores nothing; the same import sent again gives the same answer and stores nothing twice', async () => {
    const { admin } = await withFiles(world)
    const archive = await takeArchive(world, admin, { files: true })
    const to = await anAdmin(world, 'Tess')
    const before = onDisk(world)
    expect((await bring(to, archive, { dryRun: 'true' })).data).toMatchObject({ equal: true, fileBytes: picture.length + big.length + 13 })
    expect([onDisk(world), (await to.do(endpoints.readStorage)).usedBytes]).toEqual([before, 0])
    const headers = { 'Idempotency-Key': crypto.randomUUID() }
    const send = () => to.call(endpoints.importArchive, { bytes: archive, query: {}, headers })
    const [first, again] = [await send(), await send()]
    expect([first.status, again.status, again.data]).toEqual([200, 200, first.data])
    expect((await to.do(endpoints.readStorage)).usedBytes).toBe(picture.length + big.length + 13)
  }, 60_000)
})

describe('an archive with files', () => {
  let world: World
  let stop: () => Promise<void>
  const log: string[] = []
  beforeAll(async () => {
    ({ world, stop } = await startWorld({ settings: { LOG_LEVEL: 'error', MAX_FILE_BYTES: String(512 * MEBIBYTE) }, log: { write: (line) => void log.push(line) } }))
  }, 60_000)
  afterAll(() => stop())

  it('is opened by any tar, and its lines by any gunzip', async () => {
    const { admin } = await withFiles(world)
    const folder = mkdtempSync(join(tmpdir(), 'lockstep-tar-'))
    writeFileSync(join(folder, 'all.tar'), await takeArchive(world, admin, { files: true }))
    execFileSync('tar', ['-xf', 'all.tar'], { cwd: folder })
    expect(JSON.parse(execFileSync('gunzip', ['-c', 'content.ndjson.gz'], { cwd: folder }).toString().split('\n')[0]!)).toMatchObject({ format: 'lockstep-archive' })
    expect(sha(readFileSync(join(folder, 'files/1')))).toBe(sha(picture))
    execFileSync('tar', ['--format=ustar', '-cf', 'again.tar', 'content.ndjson.gz', ...[1, 2, 3, 4, 5].map((number) => `files/${number}`)], { cwd: folder })
    expect((await bring(await anAdmin(world, 'Again'), readFileSync(join(folder, 'again.tar')))).data.equal).toBe(true)
    rmSync(folder, { recursive: true })
  }, 60_000)

  it('X36 is never in memory as a whole, neither on its way in nor out', async () => {
    const { admin, manager, project } = await aCompany(world)
    await attached(manager, (await aTask(manager, project.id)).id, 'large.bin', textBytes('large'))
    const { lines } = linesOf(await takeArchive(world, admin, { files: true }))
    const [size, piece] = [192 * MEBIBYTE, new Uint8Array(MEBIBYTE)]
    const hash = createHash('sha256')
    for (let at = 0; at < size; at += MEBIBYTE) hash.update(piece)
    const digest = hash.digest('hex')
    const packed = archiveOf(lines.map((line) => (line.type === 'files' ? { ...line, size, digest, mediaType: 'application/octet-stream' } : line)))
    const before = process.memoryUsage().arrayBuffers
    let [peak, sent] = [0, 0]
    const watch = setInterval(() => { peak = Math.max(peak, process.memoryUsage().arrayBuffers - before) }, 5)
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(Buffer.concat([tarHeader('content.ndjson.gz', packed.length, new Date(0)), packed, tarPadding(packed.length), tarHeader('files/1', size, new Date(0))])),
      pull: (controller) => {
        controller.enqueue(sent < size ? piece : TAR_END)
        if (sent >= size) controller.close()
        sent += MEBIBYTE
      },
    })
    const to = await anAdmin(world, 'Lara')
    const headers = { Authorization: `Bearer ${to.token}` }
    const answer = await fetch(`${world.url}/api/imports/archive`, { method: 'POST', body, duplex: 'half', headers: { ...headers, 'Idempotency-Key': crypto.randomUUID() } } as RequestInit)
    expect(await answer.json()).toMatchObject({ equal: true, fileBytes: size })
    let received = 0
    for await (const chunk of (await fetch(`${world.url}/api/organization/archive?files=true`, { headers })).body!) received += chunk.length
    clearInterval(watch)
    expect(received).toBeGreaterThan(size)
    expect(peak).toBeLessThan(96 * MEBIBYTE)
  }, 120_000)

  it('without its files has lines as those of earlier releases were, and comes in', async () => {
    const { admin } = await withFiles(world)
    const archive = await takeArchive(world, admin)
    const { header, lines } = linesOf(archive)
    expect(lines.filter(({ type }) => type === 'attachments').map((line) => Object.keys(line))).toEqual([['type', 'task', 'comment', 'kind', 'name', 'url', 'createdBy', 'createdAt']])
    expect(header.counts.files).toBe(0)
    const to = await anAdmin(world, 'Older')
    const { files: _, ...counts } = header.counts
    expect((await bring(to, archiveOf(lines, { counts }))).data).toMatchObject({ equal: true, fileBytes: 0 })
    expect((await filesOf(to)).files).toEqual([])
  })

  it('of a release that knew fewer kinds of files comes in, and says what that said', async () => {
    const { admin, manager, project } = await aCompany(world)
    const task = await aTask(manager, project.id)
    for (const [name, bytes] of [['report.docx', textBytes('PK\u0003\u0004packed')], ['sheet.xls', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1)], ['small.pdf', textBytes('%PDF-1.7')]] as const) {
      await attached(manager, task.id, name, bytes)
    }
    const archive = await takeArchive(world, admin, { files: true })
    const weaker = ['application/zip', 'application/msword', 'text/plain']
    const lines = linesOf(archive).lines.map((line) => (line.type === 'files' ? { ...line, mediaType: weaker[(line.n as number) - 1] } : line))
    const to = await anAdmin(world, 'Former')
    expect((await bring(to, archiveWith(archiveOf(lines), partsOf(archive).slice(1).map(({ bytes }) => bytes)))).data.equal).toBe(true)
    expect((await filesOf(to)).files.map(({ type }) => type)).toEqual(weaker)
  })

  it('breaks off, and says which, where the store has lost a file', async () => {
    const company = await aCompany(world)
    await attached(company.manager, (await aTask(company.manager, company.project.id)).id, 'lost.txt', textBytes('lost'))
    const path = onDisk(world).find((name) => name.startsWith(company.admin.organization.id) && name.endsWith('/original'))!
    rmSync(join(world.dataDir, 'files', path))
    await expect(takeArchive(world, company.admin, { files: true })).rejects.toThrow('terminated')
    expect(log.join()).toContain('the store does not have this file as it came')
    expect(onDisk(world).filter((name) => name.startsWith('arrivals'))).toEqual([])
  })

  it('leaves nothing behind when who asked goes away', async () => {
    const { admin, manager, project } = await aCompany(world)
    await attached(manager, (await aTask(manager, project.id)).id, 'large.bin', Uint8Array.from(randomBytes(24 * MEBIBYTE)))
    const arriving = () => onDisk(world).filter((name) => name.startsWith('arrivals'))
    const away = new AbortController()
    const answer = await fetch(`${world.url}/api/organization/archive?files=true`, { headers: { Authorization: `Bearer ${admin.token}` }, signal: away.signal })
    expect([answer.status, arriving().length]).toEqual([200, 1])
    away.abort()
    await expect.poll(arriving, { timeout: 10_000 }).toEqual([])
  }, 60_000)

  it('has files of its own organization only', async () => {
    const [one, other] = [await withFiles(world), await aCompany(world)]
    await upload(other.manager, (await aTask(other.manager, other.project.id)).id, 'theirs.txt', textBytes('THEIRS'))
    expect((await takeArchive(world, one.admin, { files: true })).includes('THEIRS')).toBe(false)
    expect(await other.admin.do(endpoints.readArchivedFiles)).toMatchObject({ files: 1, bytes: 6 })
  })
})
