// The end of an organization (X64): access at once, then nothing of it anywhere, and every other organization as it was.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { purgeOrganizations } from '../../../server/features/privacy/purge-organizations.jobs.ts'
import { storeFile } from '../../../server/features/attachments/store-file.ts'
import { setClock } from '../../../server/kernel/clock.ts'
import { openFileStore, type FileStore } from '../../../server/kernel/file-store.ts'
import { systemCaller } from '../../../server/kernel/transact.ts'
import { endpoints } from '../../../shared/index.ts'
import { organizationStream } from '../../../shared/streams.ts'
import { closeClients, connect } from '../../realtime/support/client.ts'
import { aBot, aMember, anAdmin, aProgram, PASSWORD, type Person } from '../../support/factories.ts'
import { call } from '../../support/http.ts'
import { pngOf } from '../../support/png.ts'
import { backends, redisUrl, useWorld, type World } from '../../support/world.ts'
import { aFurnishedCompany } from '../../tenancy/company.ts'
import { asOwner, fingerprint, tenantTables } from '../../tenancy/owner.ts'

const deletionOf = ({ organization }: Person) => ({ body: { password: PASSWORD, name: organization.name } })
const login = (world: World, { email }: Person) => call(world.url, null, endpoints.login, { body: { email, password: PASSWORD } })

/** As if so much time had gone by that every node has heard of the end. */
async function purgeLater(world: World, files: FileStore = openFileStore(undefined, world.dataDir)): Promise<void> {
  setClock(() => Date.now() + 60_000)
  await purgeOrganizations({ kernel: world.server.kernel, files })({})
  setClock()
}

/** How many rows each table has of an organization; the organization itself is one. */
const rowsOf = (world: World, id: string): Promise<Record<string, number>> => asOwner(world, async (ask) => {
  const tables = [...(await tenantTables(ask)).map((table) => [table, 'organization_id']), ['organizations', 'id']]
  const rows = await ask<{ name: string; count: number }>(tables.map(([table, column]) => `select '${table}' as name, count(*)::int as count from ${table} where ${column} = '${id}'`).join(' union all '))
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]))
})

const jobsOf = (world: World, id: string) => asOwner(world, async (ask) => (await ask<{ count: number }>('select count(*)::int as count from jobs.job where data::text like $1', [`%${id}%`]))[0]!.count)
const usersOf = (world: World, emails: string[]) => asOwner(world, async (ask) => (await ask<{ email: string }>('select email from users where email = any($1::text[]) order by email', [emails])).map(({ email }) => email))

afterEach(() => {
  setClock()
  closeClients()
})

describe.each(backends)('deleting an organization on %s', (backend) => {
  const world = useWorld({ backend })
  let other: Awaited<ReturnType<typeof aFurnishedCompany>>
  beforeAll(async () => {
    other = await aFurnishedCompany(world, 'OTHER')
    await world.server.notifier.settle()
  }, 60_000)

  it('X64 leaves no row in any table, no file, no job and no account, and nothing of another organization changes', async () => {
    const gone = await aFurnishedCompany(world, 'GONE')
    const { admin, member, bot } = gone
    const id = admin.organization.id
    await admin.do(endpoints.updateTask, { params: { taskId: gone.task.id }, body: { assigneeIds: [member.membership.id], labelIds: [gone.label.id] } })
    await admin.do(endpoints.starProject, { params: { projectId: gone.project.id } })
    await admin.do(endpoints.updateOrganization, { body: { accent: 'teal' }, headers: { 'Idempotency-Key': crypto.randomUUID() } })
    await admin.do(endpoints.uploadFile, { params: { taskId: gone.task.id }, query: { name: 'picture.png' }, bytes: pngOf(40, 40) })
    const { id: projectId } = await admin.do(endpoints.createProject, { body: { name: 'Moved', teamId: gone.team.id } })
    await admin.do(endpoints.transferTasks, { body: { taskIds: [gone.spareTask()], projectId } })
    await admin.do(endpoints.replaceNotificationSettings, { body: { muted: ['watched'] } })
    await admin.do(endpoints.replaceLetterSettings, { body: { send: 'never', hour: 9, language: 'en' } })
    await world.server.notifier.settle()
    await world.server.kernel.transact(systemCaller(id), (work) => work.enqueue('mail.send', { to: admin.email, subject: 'Late', text: 'Late' }))
    const folder = join(world.dataDir, 'files', id)
    const before = await rowsOf(world, id)
    expect(Object.entries(before).filter(([, count]) => count === 0).map(([table]) => table)).toEqual(EMPTY_AT_FIRST.filter((table) => table in before))
    expect([readdirSync(folder).length, await jobsOf(world, id) > 0]).toEqual([2, true])
    const untouched = await fingerprint(world, other.admin.organization.id)

    await admin.do(endpoints.deleteOrganization, deletionOf(admin))
    for (const person of [admin, member, bot]) expect((await person.call(endpoints.readOverview)).status).toBe(401)
    for (const person of [admin, member]) expect((await login(world, person)).problem.code).toBe('invalid_credentials')
    expect((await call(world.url, null, endpoints.refresh, { body: { refresh: admin.refresh } })).status).toBe(401)
    expect((await call(world.url, null, endpoints.previewInvitation, { body: { token: gone.invitation.token } })).status).toBe(404)
    expect(await usersOf(world, [admin.email, member.email])).toEqual([])

    const late = join(folder, crypto.randomUUID())
    mkdirSync(late, { recursive: true })
    writeFileSync(join(late, 'original'), 'of an upload that no row tells of')
    await purgeLater(world)
    expect(Object.entries(await rowsOf(world, id)).filter(([, count]) => count > 0)).toEqual([])
    expect([existsSync(folder), await jobsOf(world, id)]).toEqual([false, 0])
    expect(await fingerprint(world, other.admin.organization.id)).toEqual(untouched)
    expect((await call(world.url, null, endpoints.register, { body: { email: admin.email, password: PASSWORD, name: 'Anew', organizationName: 'Anew' } })).status).toBe(201)
  }, 120_000)

  it('X64 closes every socket of it, and none of another', async () => {
    const admin = await anAdmin(world)
    const [member, bot] = [await aMember(world, admin), await aBot(world, admin)]
    const sockets = await Promise.all([admin, member, bot].map(({ token }) => connect(world.url, token)))
    const theirs = await connect(world.url, other.admin.token)
    await admin.do(endpoints.deleteOrganization, deletionOf(admin))
    await expect.poll(() => sockets.filter(({ socket }) => socket.connected).length, { timeout: 15_000 }).toBe(0)
    const stream = organizationStream(other.admin.organization.id)
    expect(await theirs.ask('stream:subscribe', { stream, after: 0 })).toMatchObject({ ok: true })
    expect(theirs.socket.connected).toBe(true)
    await expect(connect(world.url, admin.token)).rejects.toThrow()
  }, 60_000)

  it('keeps the accounts that are members elsewhere, which go on there', async () => {
    const admin = await anAdmin(world)
    const invitation = await other.admin.do(endpoints.createInvitation, { body: { email: admin.email, role: 'employee', teamIds: [] } })
    await call(world.url, null, endpoints.acceptInvitation, { body: { token: invitation.token, password: PASSWORD } })
    await admin.do(endpoints.deleteOrganization, deletionOf(admin))
    const { status, data } = await login(world, admin)
    expect([status, data.organization.id]).toEqual([200, other.admin.organization.id])
    const profile = await call(world.url, data.access, endpoints.readProfile)
    expect(profile.data.organizations.map(({ id }) => id)).toEqual([other.admin.organization.id])
    await purgeLater(world)
    expect((await login(world, admin)).status).toBe(200)
  }, 60_000)

  it('goes on where it broke off, and takes many rows in many small transactions', async () => {
    const { admin, project } = await aFurnishedCompany(world, 'LARGE')
    const operations = Array.from({ length: 2500 }, (_, index) => ({ op: 'create' as const, projectId: project.id, title: `Task ${index}` }))
    await admin.do(endpoints.bulkTasks, { body: { mode: 'atomic', operations } as never })
    await admin.do(endpoints.deleteOrganization, deletionOf(admin))
    const files = openFileStore(undefined, world.dataDir)
    const broken: FileStore = { arrivals: files.arrivals, put: files.put, open: files.open, forget: files.forget, delete: () => Promise.reject(new Error('the disk is away')) }
    await purgeLater(world, broken)
    expect(await rowsOf(world, admin.organization.id)).toMatchObject({ tasks: 0, organizations: 1 })
    await purgeLater(world)
    expect(Object.values(await rowsOf(world, admin.organization.id)).reduce((sum, count) => sum + count, 0)).toBe(0)
  }, 120_000)

  it('takes no file that was on its way', async () => {
    const admin = await anAdmin(world)
    await admin.do(endpoints.deleteOrganization, deletionOf(admin))
    const files = openFileStore(undefined, world.dataDir)
    const on = { kernel: world.server.kernel, files, config: { MAX_FILE_BYTES: 0, MAX_ORGANIZATION_FILE_BYTES: 0 } }
    const received = { path: 'none', size: 1, digest: 'none', head: new Uint8Array() } as never
    await expect(storeFile(on, admin.organization.id, received, 'text/plain')).rejects.toMatchObject({ code: 'not_found' })
    await purgeLater(world)
  })

  it('is for admins who prove that they mean it; else nothing changes', async () => {
    const admin = await anAdmin(world)
    const [manager, program] = [await aMember(world, admin, 'manager'), await aProgram(world, admin, ['organization:write'])]
    const before = await fingerprint(world, admin.organization.id)
    const { name } = admin.organization
    const tried = async (by: Person, body: object) => {
      const { status, problem } = await by.call(endpoints.deleteOrganization, { body: body as never })
      return [status, problem.code, problem.errors?.[0]?.pointer]
    }
    expect(await tried(manager, { password: PASSWORD, name })).toEqual([403, 'forbidden', undefined])
    expect(await tried(program, { password: PASSWORD, name })).toEqual([403, 'insufficient_scope', undefined])
    expect(await tried(admin, { password: 'not the password', name })).toEqual([401, 'invalid_credentials', undefined])
    expect(await tried(admin, { password: PASSWORD, name: `${name}!` })).toEqual([422, 'validation_failed', '/name'])
    expect(await tried(admin, { password: PASSWORD })).toEqual([422, 'validation_failed', '/name'])
    expect(await fingerprint(world, admin.organization.id)).toEqual(before)
  })
})

/** What the furnished company has nothing of. */
const EMPTY_AT_FIRST = ['notification_days']

describe.skipIf(!redisUrl || !backends.includes('postgres'))('the keys of a deleted organization', () => {
  const world = useWorld({ backend: 'postgres', settings: { REDIS_URL: redisUrl!, LIMITS: 'on' } })

  it('X64 are counts of requests, which end by themselves within a quarter of an hour', async () => {
    const admin = await anAdmin(world)
    await admin.do(endpoints.readOverview)
    await admin.do(endpoints.deleteOrganization, deletionOf(admin))
    const redis = new Redis(redisUrl!)
    const keys = (await redis.keys('*')).filter((key) => [admin.organization.id, admin.membership.id, admin.email].some((word) => key.includes(word)))
    const ends = await Promise.all(keys.map((key) => redis.ttl(key)))
    redis.disconnect()
    expect(keys.length).toBeGreaterThan(0)
    expect(ends.filter((seconds) => seconds < 0 || seconds > 15 * 60)).toEqual([])
  })
})
