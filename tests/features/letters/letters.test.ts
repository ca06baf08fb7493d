// Notifications by e-mail, to a real SMTP server of the test: what is unread, to whoever wants it, once, and nothing that they may not see.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readConfig } from '../../../server/config.ts'
import { writeLetters } from '../../../server/features/letters/letters.jobs.ts'
import { unsubscribeToken } from '../../../server/features/letters/unsubscribe-token.ts'
import { setClock } from '../../../server/kernel/clock.ts'
import { query } from '../../../server/kernel/database.ts'
import { systemCaller } from '../../../server/kernel/transact.ts'
import { endpoints } from '../../../shared/index.ts'
import { inboxStream } from '../../../shared/streams.ts'
import { aBot, aMember, PASSWORD, type Person } from '../../support/factories.ts'
import { startMailbox, unfolded } from '../../support/mailbox.ts'
import { eventsAfter } from '../../support/verify-action.ts'
import { backends, secretsOfTests, startWorld, type World } from '../../support/world.ts'
import { aWiderCompany, nobodysId } from '../tasks/company.ts'

const { createComment, createTask, deleteTask, listNotifications, markNotificationsRead, moveTask, readLetterSettings, readOverview, removeTeamMember, replaceLetterSettings } = endpoints
const DAY = 86_400_000
const begun = Date.now()
const tomorrow = (time: string) => Date.parse(`${new Date(begun + DAY).toISOString().slice(0, 10)}T${time}Z`)
const ORIGIN = 'https://tasks.example.com'
const key = secretsOfTests().letters

describe.each(backends)('letters on %s', (backend) => {
  let mailbox: Awaited<ReturnType<typeof startMailbox>>
  let world: World
  let stop: () => Promise<void>
  let settings: Record<string, string>
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  beforeAll(async () => {
    mailbox = await startMailbox()
    settings = { SMTP_URL: mailbox.url, PUBLIC_URL: ORIGIN }
    ;({ world, stop } = await startWorld({ backend, settings }))
    company = await aWiderCompany(world)
  }, 120_000)
  afterAll(async () => {
    await stop()
    await mailbox.close()
  })

  const write = (config = readConfig({ NODE_ENV: 'test', ...settings })) => writeLetters({ kernel: world.server.kernel, config, secrets: secretsOfTests() })({})
  async function writeAt(moment: number, config?: ReturnType<typeof readConfig>) {
    setClock(() => moment)
    await write(config).finally(() => setClock())
  }
  /** All that tell of notifications and were written so far, once the queue is empty. */
  async function lettersTo(person: Person) {
    await vi.waitFor(async () => {
      const depth = await world.server.kernel.jobs.depth()
      expect(['created', 'retry', 'active'].map((state) => depth[`mail.send ${state}`])).toEqual([0, 0, 0])
    }, { timeout: 30_000, interval: 50 })
    return mailbox.letters.filter((letter) => letter.to.includes(person.email) && letter.text.includes('List-Unsubscribe')).map(({ text }) => unfolded(text))
  }
  const newcomer = (name: string) => aMember(world, company.admin, 'employee', [company.team.id], name)
  const give = (person: Person, title: string) => company.manager.do(createTask, { body: { projectId: company.project.id, title, assigneeIds: [person.membership.id] } })
  const choose = (person: Person, send: 'never' | 'daily' | 'atOnce', more: object = {}) => person.do(replaceLetterSettings, { body: { send, hour: 9, language: 'en', ...more } })
  const settle = () => world.server.notifier.settle()

  it('once a day, at the hour chosen, one letter of what is unread and may still be seen, in the language chosen', async () => {
    const { manager, admin, team, otherProject } = company
    const [dana, leaver, unsaid] = [await newcomer('Dana'), await newcomer('Leaver'), await newcomer('Unsaid')]
    await choose(dana, 'daily', { hour: 7, language: 'de' })
    const [kept, read, gone, hidden] = [await give(dana, 'Fenster putzen'), await give(dana, 'Read'), await give(dana, 'Gone'), await give(dana, 'Hidden')]
    await manager.do(createComment, { params: { taskId: kept.id }, body: { body: 'Bitte @Dana\nbald' } })
    await give(leaver, 'Secret')
    await give(unsaid, 'Sweep')
    await settle()
    const { items } = await dana.do(listNotifications)
    await dana.do(markNotificationsRead, { body: { read: true, ids: items.filter(({ taskId }) => taskId === read.id).map(({ id }) => id) } })
    await manager.do(deleteTask, { params: { taskId: gone.id } })
    await admin.do(endpoints.transferTasks, { body: { taskIds: [hidden.id], projectId: otherProject.id } })
    await admin.do(removeTeamMember, { params: { teamId: team.id, memberId: leaver.membership.id } })
    await writeAt(tomorrow('07:04:59'))
    expect(await lettersTo(dana)).toEqual([])
    setClock(() => tomorrow('07:05:00'))
    await Promise.all([write(), write()]).finally(() => setClock())
    await writeAt(tomorrow('09:30:00'))
    const [letter, ...others] = await lettersTo(dana)
    expect(others).toEqual([])
    expect(letter).toContain(`Subject: 2 Benachrichtigungen von ${admin.organization.name}`)
    expect(letter).toContain(`${kept.key} Fenster putzen\r\nMira hat dir diese Aufgabe zugewiesen\r\n${ORIGIN}/projects/${kept.projectId}?task=${kept.key}`)
    expect(letter).toContain('\r\n> Bitte @Dana\r\n> bald\r\n')
    for (const absent of ['Read', 'Gone', 'Hidden']) expect(letter).not.toContain(absent)
    const [header] = letter!.replaceAll('\r\n ', ' ').split('\r\n\r\n')
    expect(header).toMatch(/^List-Unsubscribe: <https:\/\/tasks\.example\.com\/api\/letters\/unsubscribe\/[\w-]+>$/m)
    expect(header).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m)
    expect([(await lettersTo(unsaid)).length, (await lettersTo(leaver)).length], 'who said nothing gets the daily one; who left the team none').toEqual([1, 0])
  }, 120_000)

  it('at once what is urgent, a minute later, the rest once a day, and nothing twice', async () => {
    const { manager, statuses } = company
    const rasa = await newcomer('Rasa')
    await choose(rasa, 'atOnce')
    const task = await give(rasa, 'Oil the gate')
    await manager.do(moveTask, { params: { taskId: task.id }, body: { statusId: statuses[1]!.id, afterTaskId: null } })
    await settle()
    await write()
    expect(await lettersTo(rasa), 'there is time to look into the inbox').toEqual([])
    await Promise.all([writeAt(Date.now() + 90_000), writeAt(Date.now() + 90_000)])
    const [urgent, ...none] = await lettersTo(rasa)
    expect(none).toEqual([])
    expect(urgent).toContain(`Subject: ${task.key} Oil the gate: Mira assigned this to you`)
    await writeAt(tomorrow('09:06:00'))
    const [, daily] = await lettersTo(rasa)
    expect(daily).toContain('moved this to')
    expect(daily).not.toContain('assigned')
  }, 120_000)

  it('what one may not see any more, be it ever so much, holds back nothing that one may', async () => {
    const { admin, otherTeam } = company
    const hedda = await newcomer('Hedda')
    await choose(hedda, 'atOnce')
    await world.server.kernel.transact(systemCaller(admin.organization.id), async ({ em, organizationId }) => void await query(em, `insert into notifications
        (organization_id, id, membership_id, source_id, kind, team_id, title, detail, count, actor_name, at)
      select $1::uuid, gen_random_uuid(), $2::uuid, gen_random_uuid(), 'team', $3::uuid, 'Hidden', '', 1, 'Mira', $4::timestamptz from generate_series(1, 200)`,
    [organizationId, hedda.membership.id, otherTeam.id, new Date().toISOString()]))
    const { key: shown } = await give(hedda, 'Sweep the hall')
    await settle()
    await writeAt(Date.now() + 90_000)
    const [letter, ...none] = await lettersTo(hedda)
    expect([letter?.includes(`Subject: ${shown} Sweep the hall`), none]).toEqual([true, []])
  }, 120_000)

  it('one that cannot be written keeps no other waiting', async () => {
    const [ill, well] = [await newcomer('Ill'), await newcomer('Well')]
    for (const person of [ill, well]) await choose(person, 'atOnce')
    const spoils = 'update letter_settings set language = $3 where organization_id = $1::uuid and membership_id = $2::uuid'
    await world.server.kernel.transact(systemCaller(ill.organization.id), async ({ em, organizationId }) => void await query(em, spoils, [organizationId, ill.membership.id, 'none']))
    const giveBoth = async (title: string) => {
      for (const person of [ill, well]) await give(person, title)
      await settle()
    }
    await giveBoth('Now')
    await writeAt(Date.now() + 90_000)
    await giveBoth('Daily')
    await writeAt(tomorrow('09:20:00'))
    expect([(await lettersTo(ill)).length, (await lettersTo(well)).length]).toEqual([0, 2])
  }, 120_000)

  it('none to who wants none, to bots, and without SMTP', async () => {
    const never = await newcomer('Never')
    await choose(never, 'never')
    const bot = await aBot(world, company.admin, [company.team.id])
    const task = await give(never, 'Nothing')
    await company.manager.do(endpoints.updateTask, { params: { taskId: task.id }, body: { assigneeIds: [never.membership.id, bot.membership.id] } })
    await settle()
    const later = await newcomer('Later')
    await give(later, 'Later')
    await settle()
    await writeAt(tomorrow('09:10:00'), readConfig({ NODE_ENV: 'test' }))
    expect(await lettersTo(later)).toEqual([])
    await writeAt(tomorrow('09:10:00'))
    expect([(await lettersTo(never)).length, (await lettersTo(later)).length]).toEqual([0, 1])
  }, 120_000)

  it('the settings hold for oneself, tell where letters go, and name bad input', async () => {
    const vera = await newcomer('Vera')
    expect(await vera.do(readLetterSettings)).toEqual({ send: 'daily', hour: 9, language: 'en', address: vera.email, canSend: true })
    const before = (await vera.do(readOverview)).streams.find(({ stream }) => stream === inboxStream(vera.membership.id))!
    const chosen = { send: 'atOnce', hour: 6, language: 'de' } as const
    for (let count = 0; count < 2; count += 1) expect(await vera.do(replaceLetterSettings, { body: chosen })).toMatchObject(chosen)
    expect((await eventsAfter(vera, before.stream, before.offset)).map(({ type, data }) => [type, data])).toEqual([['letter_settings.updated', chosen]])
    expect(await company.manager.do(readLetterSettings)).toMatchObject({ send: 'daily' })
    for (const [body, pointer] of [[{ ...chosen, send: 'weekly' }, '/send'], [{ ...chosen, hour: 24 }, '/hour'], [{ ...chosen, language: 'xx' }, '/language'], [{ ...chosen, memberId: nobodysId() }, '/memberId']] as const) {
      const answer = await vera.call(replaceLetterSettings, { body: body as never })
      expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, pointer])
    }
  })

  it('the language of who said nothing is that of the browser that signed in', async () => {
    const vera = await newcomer('Spoken')
    await fetch(`${world.url}/api/auth/login`, {
      method: 'POST', headers: { 'content-type': 'application/json', 'accept-language': 'fr-FR,de-AT;q=0.8,en;q=0.5' }, body: JSON.stringify({ email: vera.email, password: PASSWORD }),
    }).then(({ status }) => expect(status).toBe(200))
    expect(await vera.do(readLetterSettings)).toMatchObject({ language: 'de' })
  })

  it('one click ends them without a session, told to every screen; what was forged or belongs to nobody there ends nothing', async () => {
    const uma = await newcomer('Uma')
    const before = (await uma.do(readOverview)).streams.find(({ stream }) => stream === inboxStream(uma.membership.id))!
    const click = (token: string) => fetch(`${world.url}/api/letters/unsubscribe/${token}`, {
      method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click',
    })
    const { organization, membership: { id: memberId } } = uma
    const token = unsubscribeToken({ organizationId: organization.id, memberId }, key)
    const forged = [
      'x', `${token.slice(0, -2)}AA`, unsubscribeToken({ organizationId: organization.id, memberId }, secretsOfTests().files),
      unsubscribeToken({ organizationId: company.foreigner.organization.id, memberId }, key), unsubscribeToken({ organizationId: organization.id, memberId: nobodysId() }, key),
    ]
    for (const one of forged) expect((await click(one)).status).toBe(404)
    expect(await uma.do(readLetterSettings)).toMatchObject({ send: 'daily' })
    const page = await fetch(`${world.url}/api/letters/unsubscribe/${token}`, { redirect: 'manual' })
    expect([page.status, page.headers.get('location')], 'to look ends nothing').toEqual([302, `/unsubscribe/${token}`])
    for (let count = 0; count < 2; count += 1) expect([(await click(token)).status, (await uma.do(readLetterSettings)).send]).toEqual([200, 'never'])
    expect((await eventsAfter(uma, before.stream, before.offset)).map(({ type, actor }) => [type, actor.membershipId])).toEqual([['letter_settings.updated', memberId]])
  })
})
