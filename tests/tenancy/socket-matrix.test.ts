// The tenant-swap matrix of sockets (X21, X22, X26): every message x every place of an id x strangers; hand-made streams, rooms and tokens.
import { afterEach, beforeAll, expect, test } from 'vitest'
import { makeLocatorToken } from '../../server/kernel/locator-token.ts'
import { endpoints } from '../../shared/index.ts'
import { closeClients, connect, pause, type Client } from '../realtime/support/client.ts'
import { aBot, aMember, aTask } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { aFurnishedCompany, furnish, type Company } from './company.ts'
import { fingerprint } from './owner.ts'
import { registered, trySocket, type Stranger } from './socket-swap.ts'

const world = useWorld()
let victim: Company
let own: Company
let strangers: Stranger[]

beforeAll(async () => {
  victim = await aFurnishedCompany(world, 'VICTIMMARKER')
  own = await aFurnishedCompany(world, 'OWN')
  const beside = await furnish(world, victim.admin, 'COLLEAGUES')
  const inTeam = [beside.team.id]
  strangers = [
    { name: 'an admin of another organization', token: own.admin.token, own, foreign: true },
    { name: 'a bot of another organization', token: (await aBot(world, own.admin, [own.team.id])).token, own, foreign: true },
    { name: 'a manager of another team', token: (await aMember(world, victim.admin, 'manager', inTeam)).token, own: beside, foreign: false },
    { name: 'an employee of another team', token: (await aMember(world, victim.admin, 'employee', inTeam)).token, own: beside, foreign: false },
  ]
}, 180_000)
afterEach(closeClients)

test('X21 no message tells a foreign id from one that nobody has: each place of each message, for each stranger', async () => {
  const faults: string[] = []
  const tried = new Set<string>()
  const before = await fingerprint(world, victim.admin.organization.id)
  const watching = await aWatchingVictim()
  for (const stranger of strangers) {
    const client = await connect(world.url, stranger.token)
    faults.push(...await trySocket(client, stranger, victim, tried))
    await happenings()
    faults.push(...learnt(client, stranger.name))
    client.close()
  }
  expect(faults).toEqual([])
  expect([...tried].sort()).toEqual(registered())
  expect(watching.seen()).toEqual([])
  const after = await fingerprint(world, victim.admin.organization.id)
  expect(after.memberships).toBe(before.memberships)
}, 120_000)

/** The strangers' own presence is nothing that the victim's team sees. */
async function aWatchingVictim() {
  const client = await connect(world.url, victim.admin.token)
  const seen: unknown[] = []
  await client.ask('stream:subscribe', { stream: victim.stream })
  await client.ask('presence:update', { teamId: victim.team.id, projectId: victim.project.id, taskId: null })
  for (const name of ['presence:update', 'typing'] as const) client.socket.on(name, (told: unknown) => seen.push(told))
  return { seen: () => seen }
}

/** The victim's team works while strangers listen. */
async function happenings(): Promise<void> {
  await aTask(victim.admin, victim.project.id, 'VICTIMMARKER live')
  await pause(120)
}

function learnt(client: Client, name: string): string[] {
  const told = JSON.stringify([client.events, client.resets, client.revocations, client.heads])
  const followed = client.events.some(({ stream }) => stream === victim.stream)
  return followed || told.includes('VICTIMMARKER') || told.includes(victim.epoch) ? [`${name} learnt ${told.slice(0, 500)}`] : []
}

test('X21 X26 hand-made streams and rooms are refused, and nothing follows', async () => {
  const client = await connect(world.url, strangers[1]!.token)
  const [organizationId, teamId] = [victim.admin.organization.id, victim.team.id]
  const names = [
    `stream:${organizationId}:team:${teamId}`, `${organizationId}/team:${teamId}`, `team:${teamId.toUpperCase()}`, ` team:${teamId}`, `team:${teamId} `,
    `team:${teamId}\0`, `team:${teamId}\n`, 'team:*', 'team:%', `team:${teamId},team:${own.team.id}`, `organization:${organizationId}/team:${teamId}`, '*', '',
    `task:${victim.task.id}`, `project:${victim.project.id}`, `inbox:${victim.member.membership.id}x`, '__proto__', 'constructor', '../..', `team:${organizationId}`,
  ]
  for (const stream of names) {
    expect(await client.askAnything('stream:subscribe', { stream, after: 0 }), stream).toMatchObject({ ok: false })
    expect(await client.askAnything('stream:subscribe', { stream: [stream], after: 0 }), stream).toMatchObject({ ok: false })
  }
  for (const extra of [{ organizationId }, { room: `team:${teamId}` }, { membershipId: victim.admin.membership.id }, { role: 'admin' }]) {
    expect(await client.askAnything('stream:subscribe', { stream: own.stream, ...extra })).toMatchObject({ ok: false, error: { code: 'validation_failed' } })
    expect(await client.askAnything('typing', { teamId: own.team.id, taskId: own.task.id, typing: true, ...extra })).toMatchObject({ ok: false })
  }
  await happenings()
  expect(learnt(client, 'the maker of names')).toEqual([])
})

test('X21 a socket takes no token of anybody else, and none that was put together', async () => {
  const client = await connect(world.url, own.admin.token)
  const forged = makeLocatorToken('lockstep_', victim.admin.organization.id, victim.token.id).token
  const [header, payload, signature] = victim.admin.token.split('.') as [string, string, string]
  const [, ownPayload] = own.admin.token.split('.') as [string, string]
  const unsigned = `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${payload}.`
  for (const token of [victim.admin.token, victim.token.token, victim.bot.token, forged, `${header}.${payload}.`, `${header}.${ownPayload}.${signature}`, unsigned]) {
    expect(await client.ask('auth:renew', { token }), token).toMatchObject({ ok: false })
  }
  for (const token of [forged, `${header}.${payload}.`, `${header}.${ownPayload}.${signature}`, unsigned]) {
    await expect(connect(world.url, token)).rejects.toMatchObject({ data: { code: 'unauthenticated' } })
  }
  await client.ask('stream:subscribe', { stream: victim.stream, after: 0 })
  await happenings()
  expect(learnt(client, 'the renewer')).toEqual([])
})

test('X21 nobody, the deactivated and the removed get no stream', async () => {
  const [gone, removed] = [await aMember(world, victim.admin, 'employee', [victim.team.id]), await aMember(world, victim.admin, 'employee', [victim.team.id])]
  await victim.admin.do(endpoints.updateMember, { params: { memberId: gone.membership.id }, body: { status: 'deactivated' } })
  await victim.admin.do(endpoints.removeTeamMember, { params: { teamId: victim.team.id, memberId: removed.membership.id } })
  await expect(connect(world.url, gone.token)).rejects.toMatchObject({ data: { code: expect.stringMatching(/session_ended|unauthenticated/) as string } })
  await expect(connect(world.url, null)).rejects.toMatchObject({ data: { code: 'unauthenticated' } })
  const client = await connect(world.url, removed.token)
  expect(await client.ask('stream:subscribe', { stream: victim.stream, after: 0 })).toMatchObject({ ok: false, error: { code: 'not_found' } })
})

test('X22 the socket gives each role exactly what HTTP gives the same role', async () => {
  const people = [victim.admin, victim.member, victim.bot, own.admin]
  for (const person of people) {
    const client = await connect(world.url, person.token)
    for (const stream of [victim.stream, victim.organizationStream, victim.inbox, victim.adminInbox]) {
      const byHttp = await person.call(endpoints.listStreamEvents, { params: { stream }, query: { limit: 500 } })
      const answer = await client.ask('stream:subscribe', { stream, after: 0 })
      if (byHttp.status === 200) expect(answer.ok).toBe(true)
      await pause(60)
      const given = client.events.filter((event) => event.stream === stream)
      expect(given).toEqual(byHttp.status === 200 ? byHttp.data.items : [])
    }
  }
})
