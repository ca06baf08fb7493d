// What is written down for ever (X63): who did what and when, at signing in, rights, deletion and tokens; from where, in the list of sessions.
import { beforeAll, expect, it } from 'vitest'
import { inboxStream, organizationStream, teamStream, type StreamEvent } from '../../shared/streams.ts'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aMember, aTask, PASSWORD, type Person } from '../support/factories.ts'
import { call } from '../support/http.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld()
let company: Awaited<ReturnType<typeof aCompany>>
beforeAll(async () => {
  company = await aCompany(world)
})

async function told(by: Person, stream: `${'team' | 'inbox' | 'organization'}:${string}`, type: string): Promise<StreamEvent[]> {
  const { items } = await by.do(endpoints.listStreamEvents, { params: { stream }, query: { limit: 500 } })
  return items.filter((event) => event.type === type)
}

const byAdmin = () => ({ membershipId: company.admin.membership.id, name: 'Ada' })
const when = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string

it('X63 signing in: who and when in the inbox, from where in the list of sessions and nowhere else', async () => {
  const { admin } = company
  await call(world.url, null, endpoints.login, { body: { email: admin.email, password: PASSWORD }, headers: { 'User-Agent': 'audit browser' } })
  const [event] = (await told(admin, inboxStream(admin.membership.id), 'session.opened')).slice(-1)
  expect(event).toMatchObject({ actor: byAdmin(), at: when, data: { session: { userAgent: 'audit browser' } } })
  const { session } = event!.data as { session: { id: string; address?: string } }
  expect(session.address).toBeUndefined()
  const { items } = await admin.do(endpoints.listSessions)
  expect(items.find(({ id }) => id === session.id)?.address).toMatch(/127\.0\.0\.1/)
})

it('X63 rights: a role, a deactivation, a team', async () => {
  const { admin, team } = company
  const member = await aMember(world, admin)
  await admin.do(endpoints.updateMember, { params: { memberId: member.membership.id }, body: { role: 'manager' } })
  await admin.do(endpoints.updateMember, { params: { memberId: member.membership.id }, body: { status: 'deactivated' } })
  const changes = (await told(admin, organizationStream(admin.organization.id), 'member.updated')).filter(({ data }) => data.memberId === member.membership.id)
  expect(changes.map(({ data }) => data.changes)).toEqual([{ role: ['employee', 'manager'] }, { status: ['active', 'deactivated'] }])
  for (const change of changes) expect(change).toMatchObject({ actor: byAdmin(), at: when })
  const other = await aMember(world, admin)
  await admin.do(endpoints.addTeamMember, { params: { teamId: team.id, memberId: other.membership.id } })
  await admin.do(endpoints.removeTeamMember, { params: { teamId: team.id, memberId: other.membership.id } })
  for (const type of ['team.member_added', 'team.member_removed']) {
    const events = await told(admin, teamStream(team.id), type)
    expect(events.some(({ actor, data }) => actor.membershipId === admin.membership.id && JSON.stringify(data).includes(other.membership.id)), type).toBe(true)
  }
})

it('X63 deletion and tokens', async () => {
  const { admin, team, project } = company
  const { id } = await aTask(admin, project.id)
  await admin.do(endpoints.deleteTask, { params: { taskId: id } })
  const [deletion] = (await told(admin, teamStream(team.id), 'task.deleted')).slice(-1)
  expect(deletion).toMatchObject({ actor: byAdmin(), at: when, data: { taskId: id } })
  const token = await admin.do(endpoints.createToken, { body: { name: 'audited', scopes: ['tasks:read'] } })
  await admin.do(endpoints.revokeToken, { params: { tokenId: token.id } })
  const inbox = inboxStream(admin.membership.id)
  expect((await told(admin, inbox, 'token.created')).at(-1)).toMatchObject({ actor: byAdmin(), at: when, data: { token: { id: token.id, name: 'audited', scopes: ['tasks:read'] } } })
  expect((await told(admin, inbox, 'token.revoked')).at(-1)).toMatchObject({ actor: byAdmin(), at: when, data: { tokenId: token.id } })
})
