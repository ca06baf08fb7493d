// Erasing a person: nothing tells any more who they were, their work stays, and everybody hears of it at once.
import { afterEach, describe, expect, it } from 'vitest'
import { redactMember, redactSettled } from '../../../server/features/privacy/redact.jobs.ts'
import { setClock } from '../../../server/kernel/clock.ts'
import { systemCaller } from '../../../server/kernel/transact.ts'
import { tellOf } from '../../../server/features/notifications/tell.ts'
import { matchMember } from '../../../server/features/auth/profile.actions.ts'
import { endpoints } from '../../../shared/index.ts'
import { inboxStream, organizationStream, teamStream } from '../../../shared/streams.ts'
import { closeClients, connect } from '../../realtime/support/client.ts'
import { aBot, aCompany, aMember, anAdmin, aTask, PASSWORD, type Person } from '../../support/factories.ts'
import { call } from '../../support/http.ts'
import { pngOf } from '../../support/png.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { backends, useWorld, type World } from '../../support/world.ts'
import { asOwner, fingerprint } from '../../tenancy/owner.ts'
import { bring, takeArchive } from '../archive/archive-file.ts'
import { overviewOf } from '../organizations/overview-snapshot.ts'

const NAME = 'Zebulon Quisthagen'
const of = ({ membership }: Person) => ({ params: { memberId: membership.id } })
const login = (world: World, email: string) => call(world.url, null, endpoints.login, { body: { email, password: PASSWORD } })

/** A company with somebody in it of whom every kind of row tells, and what they worked. */
async function aRememberedPerson(world: World) {
  const company = await aCompany(world)
  const { admin, employee, team, project } = company
  const person = await aMember(world, admin, 'manager', [team.id], 'Zeb')
  await person.do(endpoints.putPicture, { bytes: pngOf(2, 2) })
  await person.do(endpoints.updateProfile, { body: { name: NAME, phone: '+47 555 0199', dateOfBirth: '1984-02-29' } })
  const task = await aTask(person, project.id)
  await person.do(endpoints.updateTask, { params: { taskId: task.id }, body: { assigneeIds: [person.membership.id, employee.membership.id] } })
  const params = { taskId: task.id }
  const comment = await person.do(endpoints.createComment, { params, body: { body: 'Tight knots' } })
  await person.do(endpoints.createTimeEntry, { params, body: { minutes: 30, note: 'Splicing' } })
  await person.do(endpoints.startTimer, { body: { taskId: task.id } })
  await person.do(endpoints.createReminder, { params, body: { remindAt: '2999-01-01T10:00:00Z' } })
  await person.do(endpoints.starProject, { params: { projectId: project.id } })
  await person.do(endpoints.createView, { body: { projectId: project.id, name: 'Mine', filter: 'title~knots', isShared: false } })
  const token = await person.do(endpoints.createToken, { body: { name: 'Script', scopes: ['tasks:read'] } })
  const ownTeam = await person.do(endpoints.createTeam, { body: { name: 'Theirs' } })
  await world.server.notifier.settle()
  return { ...company, person, task, comment, token, ownTeam }
}

/** The tables in which a row tells one of the words. */
const tellingOf = (world: World, words: string[]): Promise<string[]> => asOwner(world, async (ask) => {
  const tables = await ask<{ name: string }>(`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`)
  const found: string[] = []
  for (const { name } of tables) {
    const [row] = await ask<{ count: number }>(`select count(*)::int as count from ${name} t where to_jsonb(t)::text ilike any($1::text[])`, [words.map((word) => `%${word}%`)])
    if (row!.count > 0) found.push(name)
  }
  return found
})

/** What the job does, done now. */
const redact = (world: World, { organization, membership }: Pick<Person, 'organization' | 'membership'>) =>
  redactMember({ kernel: world.server.kernel })({ organizationId: organization.id, memberId: membership.id })
/** What the timed job does a quarter of an hour later. */
async function redactLater(world: World): Promise<void> {
  setClock(() => Date.now() + 16 * 60_000)
  await redactSettled({ kernel: world.server.kernel })({})
  setClock()
}

afterEach(() => {
  setClock()
  closeClients()
})

describe.each(backends)('erasing a person on %s', (backend) => {
  const world = useWorld({ backend })

  it('S117 leaves no word of who they were in any table, and all of their work', async () => {
    const { admin, manager, employee, person, task, comment, ownTeam, token } = await aRememberedPerson(world)
    expect(await tellingOf(world, [NAME, person.email])).toEqual(['events', 'invitations', 'memberships', 'notifications', 'users'].sort())
    await verifyAction({ viewers: [admin, manager, employee], snapshots: [overviewOf] }, () => admin.do(endpoints.eraseMember, of(person)))
    await redact(world, person)
    expect(await tellingOf(world, [NAME, person.email, '555 0199'])).toEqual([])

    const former = await admin.do(endpoints.readMember, of(person))
    expect(former).toMatchObject({ name: 'Former member', email: null, picture: null, timezone: null, role: 'employee', status: 'deactivated' })
    const detail = await admin.do(endpoints.readTask, { params: { taskId: task.id } })
    expect([detail.createdById, [...detail.assigneeIds].sort()]).toEqual([person.membership.id, [person.membership.id, employee.membership.id].sort()])
    const { items } = await admin.do(endpoints.listComments, { params: { taskId: task.id } })
    expect(items.map(({ id, authorId }) => [id, authorId])).toEqual([[comment.id, person.membership.id]])
    expect((await admin.do(endpoints.readTeam, { params: { teamId: ownTeam.id } }))).toMatchObject({ managerId: admin.membership.id, memberIds: [admin.membership.id] })
    for (const credential of [person.token, token.token]) expect((await call(world.url, credential, endpoints.listMembers)).status).toBe(401)
    expect((await login(world, person.email)).problem.code).toBe('invalid_credentials')
  }, 60_000)

  it('S117 leaves events that can be replayed, with nobody\'s name, and an inbox without any', async () => {
    const { admin, person } = await aRememberedPerson(world)
    const stream = organizationStream(admin.organization.id)
    const before = await eventsAfter(admin, stream, 0)
    await admin.do(endpoints.eraseMember, of(person))
    await redact(world, person)
    await redact(world, person)
    const after = await eventsAfter(admin, stream, 0)
    expect(after.slice(0, before.length).map(({ offset, id, type }) => [offset, id, type])).toEqual(before.map(({ offset, id, type }) => [offset, id, type]))
    expect(after.at(-1)).toMatchObject({ type: 'member.erased', actor: { membershipId: admin.membership.id }, data: { member: { id: person.membership.id, name: 'Former member' } } })
    expect(after.find(({ type, data }) => type === 'member.joined' && (data.member as { id: string }).id === person.membership.id)!.data.member).toMatchObject({ name: 'Former member', email: null })
    const told = await eventsAfter(admin, inboxStream(admin.membership.id), 0)
    expect(told.filter(({ type }) => type.startsWith('invitation.') || type === 'notification.created').length).toBeGreaterThan(2)
    const left = await asOwner(world, (ask) => ask('select 1 from events where stream = $1', [inboxStream(person.membership.id)]))
    expect(left).toEqual([])
  }, 60_000)

  it('S117 takes out what was still under way when they were erased, and remembers until then that it has to', async () => {
    const { admin, employee, person } = await aRememberedPerson(world)
    const open = () => asOwner(world, async (ask) => (await ask<{ id: string }>('select id from memberships where unredacted_since is not null and organization_id = $1', [admin.organization.id])).map(({ id }) => id))
    await admin.do(endpoints.eraseMember, of(person))
    const first = () => asOwner(world, (ask) => ask<{ state: string }>(`select state::text from jobs.job where name = 'members.redact' and data->>'memberId' = $1`, [person.membership.id]))
    await expect.poll(async () => (await first())[0]?.state, { timeout: 15_000 }).toBe('completed')
    expect(await open()).toEqual([person.membership.id])
    // As a transaction that had begun before leaves them.
    await asOwner(world, async (ask) => {
      await ask(`update events set actor_name = $1 where actor_id = $2 and type = 'task.created'`, [NAME, person.membership.id])
      await ask(`update notifications set actor_name = $1 where actor_id = $2 and membership_id = $3`, [NAME, person.membership.id, employee.membership.id])
    })
    expect(await tellingOf(world, [NAME])).toEqual(['events', 'notifications'])
    await redactSettled({ kernel: world.server.kernel })({})
    expect(await tellingOf(world, [NAME])).toEqual(['events', 'notifications'])
    await redactLater(world)
    expect([await tellingOf(world, [NAME]), await open()]).toEqual([[], []])
  }, 60_000)

  it('S117 tells others of what they did before by the name that they have now', async () => {
    const { admin, employee, person, team, task } = await aRememberedPerson(world)
    await person.do(endpoints.createComment, { params: { taskId: task.id }, body: { body: 'Untold' } })
    const told = (await eventsAfter(admin, teamStream(team.id), 0)).findLast(({ type }) => type === 'comment.created')!
    expect(told.actor).toEqual({ membershipId: person.membership.id, name: NAME })
    await admin.do(endpoints.eraseMember, of(person))
    const sourceId = crypto.randomUUID()
    await world.server.kernel.transact(systemCaller(admin.organization.id), (work) => tellOf(work, team.id, [{ ...told, id: sourceId }]))
    const names = await asOwner(world, (ask) => ask<{ name: string }>('select actor_name as name from notifications where source_id = $1 and membership_id = $2', [sourceId, employee.membership.id]))
    expect(names).toEqual([{ name: 'Former member' }])
  }, 60_000)

  it('S117 gives no name back by a change of the account that comes late', async () => {
    const { admin, person } = await aRememberedPerson(world)
    const user = { id: (await person.do(endpoints.readProfile)).id, name: NAME, timezone: 'UTC', picture: null }
    await admin.do(endpoints.eraseMember, of(person))
    await world.server.kernel.transact(systemCaller(admin.organization.id), (work) => matchMember(work, person.membership.id, user))
    expect(await admin.do(endpoints.readMember, of(person))).toMatchObject({ name: 'Former member' })
  }, 60_000)

  it('S117 leaves nothing that hangs on the events of their inbox', async () => {
    const { admin, person } = await aRememberedPerson(world)
    const stream = inboxStream(person.membership.id)
    const rows = () => asOwner(world, async (ask) => (await ask<{ count: number }>(`select (select count(*) from event_subjects where stream = $1)::int as count`, [stream]))[0]!.count)
    expect(await rows()).toBeGreaterThan(0)
    await admin.do(endpoints.eraseMember, of(person))
    await redact(world, person)
    expect(await rows()).toBe(0)
  }, 60_000)

  it('signs them out at once: their sockets close, those of others hear of it', async () => {
    const { admin, person } = await aRememberedPerson(world)
    const [theirs, mine] = [await connect(world.url, person.token), await connect(world.url, admin.token)]
    const stream = organizationStream(admin.organization.id)
    const { streams } = await admin.do(endpoints.readOverview)
    const { offset, epoch } = streams.find((one) => one.stream === stream)!
    expect(await mine.ask('stream:subscribe', { stream, after: offset, epoch })).toMatchObject({ ok: true })
    await admin.do(endpoints.eraseMember, of(person))
    await expect.poll(() => theirs.socket.connected, { timeout: 15_000 }).toBe(false)
    await expect.poll(() => mine.events.map(({ type }) => type), { timeout: 15_000 }).toContain('member.erased')
    expect(mine.socket.connected).toBe(true)
  }, 60_000)

  it('lets an account that is a member elsewhere go on there, untouched', async () => {
    const [one, two] = [await anAdmin(world), await anAdmin(world)]
    const person = await aMember(world, one, 'employee', [], NAME)
    const invitation = await two.do(endpoints.createInvitation, { body: { email: person.email, role: 'employee', teamIds: [] } })
    await call(world.url, null, endpoints.acceptInvitation, { body: { token: invitation.token, password: PASSWORD } })
    const before = await fingerprint(world, two.organization.id)
    await one.do(endpoints.eraseMember, of(person))
    await redact(world, person)
    expect(await fingerprint(world, two.organization.id)).toEqual(before)
    const { data } = await login(world, person.email)
    expect([data.organization.id, data.user.name]).toEqual([two.organization.id, NAME])
    const again = await one.do(endpoints.createInvitation, { body: { email: person.email, role: 'employee', teamIds: [] } })
    const joined = await call(world.url, null, endpoints.acceptInvitation, { body: { token: again.token, password: PASSWORD } })
    expect([joined.status, joined.data.membership.id === person.membership.id]).toEqual([201, false])
  })

  it('is refused for a bot, for the last admin, and to who is none; twice is once', async () => {
    const admin = await anAdmin(world)
    const [manager, bot] = [await aMember(world, admin, 'manager'), await aBot(world, admin)]
    const tried = async (by: Person, whom: Person) => (await by.call(endpoints.eraseMember, of(whom))).problem
    expect(await tried(admin, bot)).toMatchObject({ status: 409, code: 'conflict' })
    expect(await tried(admin, admin)).toMatchObject({ status: 409, code: 'last_admin' })
    expect(await tried(manager, manager)).toMatchObject({ status: 403 })
    await admin.do(endpoints.eraseMember, of(manager))
    const once = await admin.do(endpoints.readMember, of(manager))
    await admin.do(endpoints.eraseMember, of(manager))
    expect(await admin.do(endpoints.readMember, of(manager))).toEqual(once)
    expect((await admin.call(endpoints.updateMember, { ...of(manager), body: { status: 'active' } })).problem).toMatchObject({ status: 409 })
  })

  it('an archive carries former members as nobody, each for themselves', async () => {
    const { admin, employee, manager, project } = await aCompany(world)
    for (const person of [employee, manager]) {
      await aTask(person, project.id)
      await admin.do(endpoints.eraseMember, of(person))
    }
    const archive = await takeArchive(world, admin)
    const to = await anAdmin(world)
    const { data, problem } = await bring(to, archive)
    expect(problem.detail ?? data).toMatchObject({ equal: true })
    const { items } = await to.do(endpoints.listMembers, { query: { status: 'deactivated' } })
    expect(items.filter(({ name, email }) => name === 'Former member' && email === null)).toHaveLength(2)
  })
})

describe.each(backends)('deleting one\'s own account on %s', (backend) => {
  const world = useWorld({ backend })
  const deletionOf = ({ email }: Person) => ({ body: { password: PASSWORD, email } })

  it('S117 erases oneself from every organization, and the address is free again', async () => {
    const { person, admin } = await aRememberedPerson(world)
    const two = await anAdmin(world)
    const invitation = await two.do(endpoints.createInvitation, { body: { email: person.email, role: 'employee', teamIds: [] } })
    await call(world.url, null, endpoints.acceptInvitation, { body: { token: invitation.token, password: PASSWORD } })
    const { items: elsewhere } = await two.do(endpoints.listMembers, { query: { role: 'employee' } })
    await person.do(endpoints.deleteAccount, deletionOf(person))
    await redact(world, person)
    await redact(world, { ...person, organization: two.organization, membership: elsewhere[0]! })
    expect(await tellingOf(world, [NAME, person.email, '555 0199'])).toEqual([])
    for (const by of [admin, two]) expect((await by.do(endpoints.listMembers)).items.map(({ name }) => name)).toContain('Former member')
    expect((await person.call(endpoints.readProfile)).status).toBe(401)
    expect((await login(world, person.email)).problem.code).toBe('invalid_credentials')
    const register = await call(world.url, null, endpoints.register, { body: { email: person.email, password: PASSWORD, name: 'Anew', organizationName: 'Anew' } })
    expect(register.status).toBe(201)
  }, 60_000)

  it('is refused to the last admin of any organization, which is named, before anything is changed', async () => {
    const one = await anAdmin(world)
    const two = await anAdmin(world)
    const invitation = await one.do(endpoints.createInvitation, { body: { email: two.email, role: 'employee', teamIds: [] } })
    await call(world.url, null, endpoints.acceptInvitation, { body: { token: invitation.token, password: PASSWORD } })
    const before = [await fingerprint(world, one.organization.id), await fingerprint(world, two.organization.id)]
    const { problem } = await two.call(endpoints.deleteAccount, deletionOf(two))
    expect([problem.code, problem.detail]).toEqual(['last_admin', `You are the last active admin of ${two.organization.name}. Make somebody else admin there, or delete the organization, first.`])
    expect([await fingerprint(world, one.organization.id), await fingerprint(world, two.organization.id)]).toEqual(before)
  })

  it('asks for the password and the address; a token is not enough', async () => {
    const admin = await anAdmin(world)
    const [person, bot] = [await aMember(world, admin), await aBot(world, admin)]
    const tried = async (by: Person, body: object) => {
      const { status, problem } = await by.call(endpoints.deleteAccount, { body: body as never })
      return [status, problem.code, problem.errors?.[0]?.pointer]
    }
    expect(await tried(person, { password: 'not the password', email: person.email })).toEqual([401, 'invalid_credentials', undefined])
    expect(await tried(person, { password: PASSWORD, email: admin.email })).toEqual([422, 'validation_failed', '/email'])
    expect(await tried(bot, { password: PASSWORD, email: person.email })).toEqual([403, 'insufficient_scope', undefined])
    expect((await person.call(endpoints.readProfile)).status).toBe(200)
  })
})
