// The access token during the connection (RT20, F23, F24).
import { afterEach, beforeAll, expect, it } from 'vitest'
import { closeClients, connect, pause, until } from './support/client.ts'
import { tokenOf, useCluster, type Node } from './support/nodes.ts'
import { anOrganization, type Organization, type Person } from './support/people.ts'

const cluster = useCluster()
let node: Node
let organization: Organization

beforeAll(async () => {
  node = await cluster.start({ timings: { renewLeadMs: 400, renewGraceMs: 200 } })
  organization = await anOrganization(node.kernel)
})
afterEach(closeClients)

const tokenUntil = ({ token: _, ...ids }: Person, expiresAt: number) => tokenOf({ ...ids, expiresAt })

it('RT20 asks for a fresh token before the old one ends, and stays connected with it (F23)', async () => {
  const person = await organization.member('employee')
  const client = await connect(node.url, tokenUntil(person, Date.now() + 1200))
  const asked: number[] = []
  client.socket.on('auth:renew', ({ expiresAt }) => asked.push(expiresAt))
  await until('it asks', () => asked.length === 1)
  const expiresAt = Date.now() + 60_000
  expect(await client.ask('auth:renew', { token: tokenUntil(person, expiresAt) })).toEqual({ ok: true, expiresAt })
  await pause(1600)
  expect(client.disconnects).toEqual([])
})

it('RT20 without a fresh token the socket is closed after the time of grace (F24)', async () => {
  const person = await organization.member('employee')
  const end = Date.now() + 700
  const client = await connect(node.url, tokenUntil(person, end))
  const asked: number[] = []
  client.socket.on('auth:renew', ({ expiresAt }) => asked.push(expiresAt))
  await until('the end', () => client.disconnects.length === 1)
  expect(Date.now() - end).toBeGreaterThanOrEqual(150)
  expect(Date.now() - end).toBeLessThan(1500)
  expect(asked).toEqual([end])
})

it('RT20 refuses the token of another member, of an ended session, and nonsense', async () => {
  const [person, other] = [await organization.member('employee'), await organization.member('admin')]
  const client = await connect(node.url, person.token)
  for (const token of [other.token, 'nonsense', tokenUntil({ ...person, sessionId: other.sessionId }, Date.now() + 9999)]) {
    expect(await client.ask('auth:renew', { token })).toMatchObject({ ok: false })
  }
  expect(client.socket.connected).toBe(true)
})
