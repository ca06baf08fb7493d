// What is secret is shown once, to whom it is for: afterwards no answer, no event, no row and no line of the log holds it (X45).
import { beforeAll, expect, it } from 'vitest'
import type { Endpoint } from '../../shared/endpoint.ts'
import { endpoints } from '../../shared/index.ts'
import { inboxStream, organizationStream, teamStream } from '../../shared/streams.ts'
import { call } from '../support/http.ts'
import { useWorld } from '../support/world.ts'
import { aFurnishedCompany, type Company } from '../tenancy/company.ts'
import { requestsOf } from '../tenancy/fixtures.ts'
import { asOwner } from '../tenancy/owner.ts'

const NEW_PASSWORD = 'tern quartz 81 lantern moss'
const lines: string[] = []
// Nobody takes its mail: the letters stay in the table.
const world = useWorld({ settings: { SMTP_URL: 'smtp://127.0.0.1:1' }, log: { write: (line) => void lines.push(line) } })
let company: Company
const secrets = new Map<string, string>()

beforeAll(async () => {
  company = await aFurnishedCompany(world, 'OWN')
  const { admin, team } = company
  const email = `${crypto.randomUUID()}@example.com`
  const invitation = await admin.do(endpoints.createInvitation, { body: { email, role: 'manager', teamIds: [team.id] } })
  const { data: joined } = await call(world.url, null, endpoints.acceptInvitation, { body: { token: invitation.token, name: 'New', password: NEW_PASSWORD } })
  const { data: signedIn } = await call(world.url, null, endpoints.login, { body: { email, password: NEW_PASSWORD } })
  const { data: renewed } = await call(world.url, null, endpoints.refresh, { body: { refresh: signedIn.refresh! } })
  const pending = await admin.do(endpoints.createInvitation, { body: { email: `${crypto.randomUUID()}@example.com`, role: 'employee', teamIds: [] } })
  const bot = await admin.do(endpoints.createBot, { body: { name: 'Secretive', role: 'employee', teamIds: [team.id] } })
  const token = await admin.do(endpoints.createToken, { body: { name: 'secretive', scopes: ['tasks:read'] }, headers: { 'Idempotency-Key': 'kept-sealed' } })
  const reset = await admin.do(endpoints.createPasswordReset, { params: { memberId: joined.membership.id } })
  await call(world.url, null, endpoints.previewPasswordReset, { body: { token: reset.token } })
  await fetch(`${world.url}/reset-password/${reset.token}`)
  for (const [name, secret] of Object.entries({
    'link for a password': reset.token, password: NEW_PASSWORD, 'spent invitation': invitation.token, 'pending invitation': pending.token, 'bot token': bot.token, 'API token': token.token,
    'first access': joined.access, 'first refresh': joined.refresh!, access: signedIn.access, refresh: signedIn.refresh!, 'renewed access': renewed.access, 'renewed refresh': renewed.refresh!,
  })) secrets.set(name, secret)
}, 180_000)

/** Which secrets a text holds; of tokens in parts, the part that is secret is enough. */
function heldBy(text: string): string[] {
  return [...secrets].filter(([, secret]) => text.includes(secret) || secret.split(/[._]/).some((part) => part.length > 30 && !part.startsWith('eyJ') && text.includes(part))).map(([name]) => name)
}

it('X45 finds a secret where there is one', () => {
  for (const [name, secret] of secrets) expect(heldBy(`{"a":"${secret}"}`)).toContain(name)
  expect(secrets.size).toBe(12)
})

it('X45 no list, detail, stream or export holds one', async () => {
  const { admin, team } = company
  const found: string[] = []
  let read = 0
  for (const endpoint of (Object.values(endpoints) as Endpoint[]).filter(({ method }) => method === 'GET')) {
    for (const request of requestsOf(endpoint.id, company)) {
      const { status, data } = await call(world.url, endpoint.access === 'member' ? admin.token : null, endpoint, request as never)
      if (status === 200) read += 1
      for (const name of heldBy(JSON.stringify(data ?? null))) found.push(`${endpoint.id}: ${name}`)
    }
  }
  for (const stream of [teamStream(team.id), organizationStream(admin.organization.id), inboxStream(admin.membership.id)]) {
    const events = await admin.do(endpoints.listStreamEvents, { params: { stream }, query: { limit: 500 } })
    expect(events.items.length).toBeGreaterThan(0)
    for (const name of heldBy(JSON.stringify(events))) found.push(`${stream}: ${name}`)
  }
  expect(read).toBeGreaterThan(40)
  expect(found).toEqual([])
}, 60_000)

it('X45 no row of any table holds one', async () => {
  const found = await asOwner(world, async (ask) => {
    const tables = await ask<{ name: string }>(`select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`)
    expect(tables.length).toBeGreaterThan(30)
    const held: string[] = []
    expect(await ask(`select id from jobs.job where name = 'mail.send'`)).not.toEqual([])
    for (const { name } of tables) {
      const [{ text } = { text: null }] = await ask<{ text: string | null }>(`select string_agg(t::text, ' ') as text from ${name} t`)
      held.push(...heldBy(text ?? '').map((secret) => `${name}: ${secret}`))
    }
    return held
  })
  expect(found).toEqual([])
})

it('X45 no line of the log holds one, however much is logged', () => {
  expect(lines.length).toBeGreaterThan(50)
  expect(lines.flatMap(heldBy)).toEqual([])
})
