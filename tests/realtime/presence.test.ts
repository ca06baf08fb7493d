// Presence and typing: leases, told only to those who follow the team (RT21, X24).
import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, expect, it } from 'vitest'
import type { ServerToClient } from '../../shared/socket.ts'
import { teamStream } from '../../shared/streams.ts'
import { closeClients, connect, pause, until, type Client } from './support/client.ts'
import { useCluster, type Node } from './support/nodes.ts'
import { anOrganization, type Organization } from './support/people.ts'

const cluster = useCluster()
let node: Node
let organization: Organization
let team: string

beforeAll(async () => {
  node = await cluster.start({ timings: { presenceMs: 600, typingMs: 300, leaseCheckMs: 50 } })
  organization = await anOrganization(node.kernel)
  team = await organization.team()
})
afterEach(closeClients)

function seen(client: Client) {
  const presence: Parameters<ServerToClient['presence:update']>[0][] = []
  const typing: Parameters<ServerToClient['typing']>[0][] = []
  client.socket.on('presence:update', (told) => presence.push(told))
  client.socket.on('typing', (told) => typing.push(told))
  return { presence, typing }
}

async function aWatcher(token: string) {
  const client = await connect(node.url, token)
  await client.ask('stream:subscribe', { stream: teamStream(team) })
  return { client, ...seen(client) }
}

it('RT21 tells the team who comes, moves, goes and types, and nobody else (X24)', async () => {
  const [person, mate, outsider] = [
    await organization.member('employee', [team]), await organization.member('employee', [team]), await organization.member('employee'),
  ]
  const watcher = await aWatcher(mate.token)
  const outside = await aWatcher(outsider.token)
  const client = await connect(node.url, person.token)
  const place = { teamId: team, projectId: randomUUID(), taskId: null }
  const answer = await client.ask('presence:update', place)
  expect(answer).toMatchObject({ ok: true, present: [{ membershipId: person.membershipId, projectId: place.projectId, typing: false }] })
  await client.ask('typing', { teamId: team, taskId: randomUUID(), typing: true })
  await until('typing', () => watcher.typing.length === 1)
  expect((await watcher.client.ask('presence:update', place))).toMatchObject({ present: [{ typing: true }, { membershipId: mate.membershipId }] })
  const taskId = randomUUID()
  await client.ask('typing', { teamId: team, taskId, field: 'title', typing: true })
  await until('another field', () => watcher.typing.at(-1)?.typing === true && watcher.typing.at(-1)?.field === 'title')
  expect(watcher.typing.map(({ field, typing }) => [field, typing])).toEqual([['comment', true], ['comment', false], ['title', true]])
  client.close()
  await until('it goes', () => watcher.presence.some(({ gone }) => gone))
  expect(watcher.typing.at(-1)).toMatchObject({ typing: false })
  expect([...outside.presence, ...outside.typing]).toEqual([])
})

it('RT21 a lease that is not repeated ends', async () => {
  const [person, mate] = [await organization.member('employee', [team]), await organization.member('admin', [team])]
  const watcher = await aWatcher(mate.token)
  const client = await connect(node.url, person.token)
  await client.ask('presence:update', { teamId: team, projectId: null, taskId: null })
  await client.ask('typing', { teamId: team, taskId: randomUUID(), typing: true })
  await until('both end', () => watcher.typing.at(-1)?.typing === false && watcher.presence.at(-1)?.gone === true, 3000)
})

it('X24 nobody else may share presence or typing, also after being removed', async () => {
  const [person, outsider] = [await organization.member('employee', [team]), await organization.member('manager')]
  const client = await connect(node.url, outsider.token)
  const place = { teamId: team, projectId: null, taskId: null }
  expect(await client.ask('presence:update', place)).toMatchObject({ ok: false, error: { code: 'not_found' } })
  expect(await client.ask('typing', { teamId: team, taskId: randomUUID(), typing: true })).toMatchObject({ ok: false, error: { code: 'not_found' } })
  const { client: leaver } = await aWatcher(person.token)
  await leaver.ask('presence:update', place)
  const watcher = await aWatcher((await organization.member('admin', [team])).token)
  await organization.removeFromTeam(team, person)
  await until('it is gone', () => watcher.presence.some(({ gone }) => gone))
  expect(await leaver.ask('presence:update', place)).toMatchObject({ ok: false })
  await pause(20)
})
