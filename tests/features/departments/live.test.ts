// Heads on open sockets: what they lose is gone at that event, what they gain can be followed at once (RT19).
import { afterEach, expect, test } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { inboxStream, teamStream } from '../../../shared/streams.ts'
import { aMember, aTask } from '../../support/factories.ts'
import { useWorld } from '../../support/world.ts'
import { closeClients, connect, until } from '../../realtime/support/client.ts'
import { aDepartment, aHierarchy, ofDepartment, ofTeam } from './crew.ts'

const world = useWorld()
afterEach(closeClients)

type Hierarchy = Awaited<ReturnType<typeof aHierarchy>>

/** Every change by which `head` no longer runs the team. */
const losses: [name: string, change: (hierarchy: Hierarchy) => Promise<unknown>][] = [
  ['another head', async ({ admin, inside }) => admin.do(endpoints.updateDepartment, { ...ofDepartment(inside), body: { headId: admin.membership.id } })],
  ['no head', async ({ admin, inside }) => admin.do(endpoints.updateDepartment, { ...ofDepartment(inside), body: { headId: null } })],
  ['another place of the team', async ({ admin, team, top }) => admin.do(endpoints.updateTeam, { ...ofTeam(team), body: { departmentId: top.id } })],
  ['the end of the department', async ({ admin, inside }) => admin.do(endpoints.deleteDepartment, ofDepartment(inside))],
  ['another role', async ({ admin, head }) =>
    admin.do(endpoints.updateMember, { params: { memberId: head.membership.id }, body: { role: 'employee' } })],
]

test.each(losses)('RT19 by %s the head\'s socket leaves the team, and sees nothing of it from then on', async (_, change) => {
  const hierarchy = await aHierarchy(world)
  const { head, chief, manager, team, project } = hierarchy
  const stream = teamStream(team.id)
  const [leaver, stayer] = [await connect(world.url, head.token), await connect(world.url, manager.token)]
  for (const client of [leaver, stayer]) expect(await client.ask('stream:subscribe', { stream, after: 0 })).toMatchObject({ ok: true })
  await change(hierarchy)
  await until('the revocation', () => leaver.revocations.length === 1)
  const { offset } = leaver.revocations[0]!
  await aTask(manager, project.id)
  await until('the others go on', () => stayer.offsets(stream).some((one) => one > offset))
  expect(stayer.events.find((event) => event.stream === stream && event.offset === offset)).toMatchObject({ type: 'team.access_changed' })
  expect(leaver.offsets(stream).filter((one) => one > offset)).toEqual([])
  expect(stayer.revocations).toEqual([])
  expect(await leaver.ask('stream:subscribe', { stream, after: 0 })).toMatchObject({ ok: false, error: { code: 'not_found' } })
  expect((await chief.call(endpoints.readTeam, ofTeam(team))).status).toBe(200)
})

test('RT19 a department that moves takes the socket of the head above it out', async () => {
  const { admin, chief, head, inside, team } = await aHierarchy(world)
  const stream = teamStream(team.id)
  const [leaver, stayer] = [await connect(world.url, chief.token), await connect(world.url, head.token)]
  for (const client of [leaver, stayer]) await client.ask('stream:subscribe', { stream })
  const other = await aDepartment(admin)
  await admin.do(endpoints.updateDepartment, { ...ofDepartment(inside), body: { parentId: other.id } })
  await until('the revocation', () => leaver.revocations.length === 1)
  expect(stayer.revocations).toEqual([])
  expect(await stayer.ask('presence:update', { teamId: team.id, projectId: null, taskId: null })).toMatchObject({ ok: true })
})

test('RT1 a new head hears in the inbox which teams opened, and follows them on the same socket', async () => {
  const { admin, inside, team } = await aHierarchy(world)
  const next = await aMember(world, admin, 'manager')
  const stream = teamStream(team.id)
  const client = await connect(world.url, next.token)
  await client.ask('stream:subscribe', { stream: inboxStream(next.membership.id) })
  expect(await client.ask('stream:subscribe', { stream })).toMatchObject({ ok: false })
  await admin.do(endpoints.updateDepartment, { ...ofDepartment(inside), body: { headId: next.membership.id } })
  await until('the opening', () => client.events.some(({ type, data }) => type === 'team.opened' && data.teamId === team.id))
  expect(await client.ask('stream:subscribe', { stream })).toMatchObject({ ok: true })
})
