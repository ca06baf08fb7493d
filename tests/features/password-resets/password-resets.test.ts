// Forgotten passwords: a link by mail, to a real SMTP server of the test, or made by an admin. Who may, for whom, how often, and what it ends.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { organizationStream } from '../../../shared/streams.ts'
import { aBot, aMember, anAdmin, aProgram, aTeam, PASSWORD, type Person } from '../../support/factories.ts'
import { call } from '../../support/http.ts'
import { startMailbox, unfolded } from '../../support/mailbox.ts'
import { verifyAction } from '../../support/verify-action.ts'
import { backends, startWorld, type World } from '../../support/world.ts'
import { overviewOf } from '../organizations/overview-snapshot.ts'
import { eventsOf, login, moveClock, profileStatus, rows } from '../auth/accounts.ts'

const { acceptInvitation, changePassword, createInvitation, createPasswordReset, eraseMember, previewPasswordReset, requestPasswordReset, resetPassword, updateMember } = endpoints
const HOUR = 3_600_000
const NEW = 'seven quiet otters rowing'

describe.each(backends)('forgotten passwords on %s', (backend) => {
  let mailbox: Awaited<ReturnType<typeof startMailbox>>
  let world: World
  let stop: () => Promise<void>
  let admin: Person
  beforeAll(async () => {
    mailbox = await startMailbox()
    ;({ world, stop } = await startWorld({ backend, settings: { SMTP_URL: mailbox.url, PUBLIC_URL: 'https://tasks.example.com/' } }))
    admin = await anAdmin(world)
  }, 120_000)
  afterAll(async () => {
    await stop()
    await mailbox.close()
  })

  const ask = (email: string, headers = {}) => call(world.url, null, requestPasswordReset, { body: { email }, headers })
  const preview = (token: string) => call(world.url, null, previewPasswordReset, { body: { token } })
  const reset = (token: string, password = NEW) => call(world.url, null, resetPassword, { body: { token, password } })
  const make = (by: Person, person: Person) => by.call(createPasswordReset, { params: { memberId: person.membership.id } })
  const settled = () => vi.waitFor(async () => {
    const depth = await world.server.kernel.jobs.depth()
    const waiting = ['passwords.reset', 'mail.send'].flatMap((name) => ['created', 'retry', 'active'].map((state) => depth[`${name} ${state}`]))
    expect(waiting).toEqual([0, 0, 0, 0, 0, 0])
  }, { timeout: 30_000, interval: 50 })
  async function lettersTo(email: string) {
    await settled()
    return mailbox.letters.filter(({ to }) => to.includes(email)).map(({ text }) => unfolded(text)).filter((text) => text.includes('/reset-password/'))
  }
  const tokenIn = (letter: string) => /https:\/\/tasks\.example\.com\/reset-password\/(reset_[\w-]+)/.exec(letter)![1]!
  const codeOf = ({ status, problem }: { status: number; problem: { code: string } }) => [status, problem.code]

  it('X54 whoever asks is answered alike, with an account or without; only an account gets a letter', async () => {
    const person = await aMember(world, admin)
    const stranger = `${randomUUID()}@example.com`
    const [known, unknown] = [await ask(` ${person.email.toUpperCase()} `), await ask(stranger)]
    expect([known.status, known.data]).toEqual([202, { sendsMail: true }])
    expect([unknown.status, unknown.data]).toEqual([202, { sendsMail: true }])
    expect(await lettersTo(stranger)).toEqual([])
    const [letter, ...others] = await lettersTo(person.email)
    expect(others).toEqual([])
    expect(letter).toContain('Subject: Choose a new password for Lockstep')
    const shown = await preview(tokenIn(letter!))
    expect(shown.data).toMatchObject({ email: person.email, name: person.membership.name })
  })

  it('the link sets the password once, ends every session and every other link, and nothing else', async () => {
    const person = await aMember(world, admin)
    const other = (await login(world, person.email)).data
    await ask(person.email, { 'Accept-Language': 'de' })
    await ask(person.email)
    const letters = await lettersTo(person.email)
    expect(letters.filter((letter) => letter.includes('ein neues Passwort'))).toHaveLength(1)
    const [first, second] = letters.map(tokenIn)
    expect(await profileStatus(world, other.access)).toBe(200)
    expect((await reset(second!)).status).toBe(204)
    expect([await profileStatus(world, person.token), await profileStatus(world, other.access)]).toEqual([401, 401])
    expect((await login(world, person.email)).problem.code).toBe('invalid_credentials')
    expect((await login(world, person.email, NEW)).status).toBe(200)
    for (const spent of [first!, second!]) expect(codeOf(await reset(spent, 'another eight words later'))).toEqual([409, 'reset_spent'])
    expect((await login(world, person.email, NEW)).status).toBe(200)
  })

  it('is good for an hour', async () => {
    const person = await aMember(world, admin)
    await ask(person.email)
    const token = tokenIn((await lettersTo(person.email))[0]!)
    moveClock(HOUR - 60_000)
    expect((await preview(token)).status).toBe(200)
    moveClock(HOUR + 1000)
    expect(codeOf(await preview(token))).toEqual([409, 'reset_spent'])
    expect(codeOf(await reset(token))).toEqual([409, 'reset_spent'])
    expect((await login(world, person.email)).status).toBe(200)
  })

  it('S113 a weak password is refused by name, and leaves the link good', async () => {
    const person = await aMember(world, admin)
    const { token } = (await make(admin, person)).data
    for (const weak of ['password1', person.email]) {
      const refused = await reset(token, weak)
      expect([...codeOf(refused), refused.problem.errors?.[0]?.pointer]).toEqual([422, 'weak_password', '/password'])
    }
    const short = await reset(token, 'short')
    expect([short.status, short.problem.errors?.[0]?.pointer]).toEqual([422, '/password'])
    expect((await reset(token)).status).toBe(204)
  })

  it('X20 what is no token, or another\'s, is not found or spent, and changes nothing', async () => {
    const person = await aMember(world, admin)
    const { token } = (await make(admin, person)).data
    const turned = (at: number) => token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1)
    for (const wrong of ['', 'reset_', token.slice(0, -1), `invite_${token.slice(6)}`]) expect([404, 422]).toContain((await reset(wrong)).status)
    for (const wrong of [turned(10), turned(30), turned(60)]) expect(codeOf(await reset(wrong))).toEqual([409, 'reset_spent'])
    const { token: invitation } = await admin.do(createInvitation, { body: { email: `${randomUUID()}@example.com`, role: 'employee', teamIds: [] } })
    expect((await reset(invitation)).status).toBe(404)
    expect((await login(world, person.email)).status).toBe(200)
    expect((await preview(token)).status).toBe(200)
  })

  it('X55 nobody\'s mailbox is filled: three letters in an hour', async () => {
    const person = await aMember(world, admin)
    for (let i = 0; i < 5; i += 1) expect((await ask(person.email)).status).toBe(202)
    expect(await lettersTo(person.email)).toHaveLength(3)
    moveClock(HOUR + 1000)
    await ask(person.email)
    expect(await lettersTo(person.email)).toHaveLength(4)
  })

  it('no letter goes to whoever can sign in nowhere', async () => {
    const person = await aMember(world, admin)
    await admin.do(updateMember, { params: { memberId: person.membership.id }, body: { status: 'deactivated' } })
    await ask(person.email)
    expect(await lettersTo(person.email)).toEqual([])
  })

  it('S20 an admin makes a link: shown once, mailed too, told to everybody, and replaced by the next', async () => {
    const person = await aMember(world, admin)
    const first = await make(admin, person)
    expect([first.status, first.headers.get('cache-control')]).toEqual([201, 'no-store'])
    const { token, url, mailed } = first.data
    expect(mailed).toBe(true)
    expect(url).toBe(`https://tasks.example.com/reset-password/${token}`)
    expect((await lettersTo(person.email))[0]).toContain(admin.membership.name)
    const second = (await make(admin, person)).data
    expect(codeOf(await reset(token))).toEqual([409, 'reset_spent'])
    moveClock(23 * HOUR)
    expect((await reset(second.token)).status).toBe(204)
    expect((await login(world, person.email, NEW)).status).toBe(200)
    const told = (await eventsOf(world, organizationStream(admin.organization.id))).filter(({ type }) => type === 'member.password_reset')
    expect(told.filter(({ data }) => data.memberId === person.membership.id).map(({ data }) => data.state)).toEqual(['offered', 'offered', 'used'])
    expect(await rows(world, 'select id from password_resets where member_id = $1::uuid', [person.membership.id])).toEqual([])
  })

  it('tells by one event, which every reducer knows', async () => {
    const person = await aMember(world, admin)
    await verifyAction({ viewers: [admin, person], snapshots: [overviewOf] }, () => make(admin, person))
  })

  it('S22 S28 only admins do, in a session, and not for another organization\'s member', async () => {
    const [manager, person, foreign] = [await aMember(world, admin, 'manager'), await aMember(world, admin), await anAdmin(world)]
    await aTeam(manager, [person.membership.id])
    expect((await make(manager, person)).status).toBe(403)
    expect((await make(person, manager)).status).toBe(403)
    expect((await make(foreign, person)).status).toBe(404)
    expect((await make(await aProgram(world, admin, ['members:write']), person)).status).toBe(403)
    expect(await rows(world, 'select id from password_resets where member_id = any($1::uuid[])', [[manager.membership.id, person.membership.id]])).toEqual([])
  })

  it('is refused with the reason for oneself, bots, who is deactivated, and accounts of other organizations too', async () => {
    const [bot, gone, wide, foreign] = [await aBot(world, admin), await aMember(world, admin), await aMember(world, admin), await anAdmin(world)]
    await admin.do(updateMember, { params: { memberId: gone.membership.id }, body: { status: 'deactivated' } })
    const { token } = await foreign.do(createInvitation, { body: { email: wide.email, role: 'employee', teamIds: [] } })
    const joined = await call(world.url, null, acceptInvitation, { body: { token, password: PASSWORD } })
    const there = joined.data.membership.id
    for (const person of [admin, bot, gone, wide]) expect(codeOf(await make(admin, person))).toEqual([409, 'reset_refused'])
    await foreign.do(updateMember, { params: { memberId: there }, body: { status: 'deactivated' } })
    expect(codeOf(await make(admin, wide)), 'deactivated there, but not forgotten').toEqual([409, 'reset_refused'])
    await foreign.do(eraseMember, { params: { memberId: there } })
    expect((await make(admin, wide)).status).toBe(201)
  })

  it('a link holds no longer once its maker is no admin, its member is deactivated, or the account joined another organization', async () => {
    const [maker, person, foreign] = [await aMember(world, admin, 'admin'), await aMember(world, admin), await anAdmin(world)]
    const set = (who: Person, body: object) => admin.do(updateMember, { params: { memberId: who.membership.id }, body })
    const { token } = (await make(maker, person)).data
    await set(maker, { role: 'manager' })
    expect(codeOf(await reset(token))).toEqual([409, 'reset_spent'])
    await set(maker, { role: 'admin' })
    expect((await preview(token)).status).toBe(200)
    await set(person, { status: 'deactivated' })
    expect(codeOf(await reset(token))).toEqual([409, 'reset_spent'])
    await set(person, { status: 'active' })
    const invited = await foreign.do(createInvitation, { body: { email: person.email, role: 'employee', teamIds: [] } })
    expect((await call(world.url, null, acceptInvitation, { body: { token: invited.token, password: PASSWORD } })).status).toBe(201)
    expect(codeOf(await reset(token))).toEqual([409, 'reset_spent'])
    await ask(person.email)
    const mailed = (await lettersTo(person.email)).map(tokenIn).find((one) => one !== token)!
    expect((await reset(mailed)).status, 'its owner may').toBe(204)
  })

  it('sessions in other organizations end too', async () => {
    const [person, foreign] = [await aMember(world, admin), await anAdmin(world)]
    const invited = await foreign.do(createInvitation, { body: { email: person.email, role: 'employee', teamIds: [] } })
    const there = await call(world.url, null, acceptInvitation, { body: { token: invited.token, password: PASSWORD } })
    await ask(person.email)
    expect((await reset(tokenIn((await lettersTo(person.email))[0]!))).status).toBe(204)
    expect([await profileStatus(world, person.token), await profileStatus(world, there.data.access)]).toEqual([401, 401])
  })

  it('changing the password, and erasing the person, spend the links', async () => {
    const [person, leaver] = [await aMember(world, admin), await aMember(world, admin)]
    const [{ token }, { token: of }] = [(await make(admin, person)).data, (await make(admin, leaver)).data]
    await person.do(changePassword, { body: { currentPassword: PASSWORD, newPassword: NEW } })
    expect(codeOf(await reset(token, 'yet another long password'))).toEqual([409, 'reset_spent'])
    await admin.do(eraseMember, { params: { memberId: leaver.membership.id } })
    expect(codeOf(await reset(of))).toEqual([409, 'reset_spent'])
  })

  it('links that somebody made for others end with their own password: who was in their session keeps nothing', async () => {
    const [maker, person] = [await aMember(world, admin, 'admin'), await aMember(world, admin)]
    const { token } = (await make(maker, person)).data
    await maker.do(changePassword, { body: { currentPassword: PASSWORD, newPassword: NEW } })
    expect(codeOf(await reset(token))).toEqual([409, 'reset_spent'])
    expect((await login(world, person.email)).status).toBe(200)
  })

  it('a new password is told by mail, whoever chose it; API tokens stay, and the letter says so', async () => {
    const [person, careful] = [await aMember(world, admin), await aMember(world, admin)]
    const program = await person.do(endpoints.createToken, { body: { name: 'nightly', scopes: ['tasks:read'] } })
    expect((await reset((await make(admin, person)).data.token)).status).toBe(204)
    await careful.do(changePassword, { body: { currentPassword: PASSWORD, newPassword: NEW } })
    await settled()
    for (const { email } of [person, careful]) {
      const told = mailbox.letters.filter(({ to }) => to.includes(email)).map(({ text }) => unfolded(text)).filter((text) => text.includes('Subject: Your password for Lockstep was changed'))
      expect(told).toHaveLength(1)
      expect(told[0]).toContain('https://tasks.example.com/forgot-password')
      expect(told[0]).toContain('API tokens that you made stay good')
    }
    expect((await call(world.url, program.token, endpoints.listTasks)).status).toBe(200)
  })

  it('an admin\'s letter is in the language of whom it is for, and says whom to ask', async () => {
    const person = await aMember(world, admin)
    await call(world.url, null, endpoints.login, { body: { email: person.email, password: PASSWORD }, headers: { 'Accept-Language': 'de' } })
    await make(admin, person)
    const [letter] = await lettersTo(person.email)
    expect(letter).toContain(`frage sofort ${admin.membership.name}`)
  })

  it('two links of one account at once: one of them counts', async () => {
    const person = await aMember(world, admin)
    await ask(person.email)
    const tokens = [tokenIn((await lettersTo(person.email))[0]!), (await make(admin, person)).data.token]
    const answers = await Promise.all(tokens.map((token, index) => reset(token, `password of the link ${index}`)))
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409])
    const won = answers.findIndex(({ status }) => status === 204)
    expect((await login(world, person.email, `password of the link ${won}`)).status).toBe(200)
  })

  it('two who use a link at once: one of them does', async () => {
    const person = await aMember(world, admin)
    const { token } = (await make(admin, person)).data
    const answers = await Promise.all([reset(token, 'first of the two tries'), reset(token, 'second of the two tries')])
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409])
    const won = answers[0].status === 204 ? 'first of the two tries' : 'second of the two tries'
    expect((await login(world, person.email, won)).status).toBe(200)
  })

  it('expired links are swept away by the hour', async () => {
    const person = await aMember(world, admin)
    await make(admin, person)
    const left = () => rows(world, 'select id from password_resets where member_id = $1::uuid', [person.membership.id])
    const { purge } = await import('../../../server/features/upkeep/upkeep.jobs.ts')
    await purge(world.server)({})
    expect(await left()).toHaveLength(1)
    moveClock(26 * HOUR)
    await purge(world.server)({})
    expect(await left()).toEqual([])
  })
})

describe('where no mail is sent', () => {
  it('says so, and enqueues nothing', async () => {
    const { world, stop } = await startWorld({})
    try {
      const admin = await anAdmin(world)
      const answer = await call(world.url, null, requestPasswordReset, { body: { email: admin.email } })
      expect([answer.status, answer.data]).toEqual([202, { sendsMail: false }])
      expect((await world.server.kernel.jobs.depth())['passwords.reset created']).toBe(0)
      const person = await aMember(world, admin)
      const { url, mailed } = await admin.do(createPasswordReset, { params: { memberId: person.membership.id } })
      expect(mailed).toBe(false)
      expect(url).toMatch(/^http:\/\/localhost:\d+\/reset-password\/reset_/)
    } finally {
      await stop()
    }
  }, 60_000)
})
