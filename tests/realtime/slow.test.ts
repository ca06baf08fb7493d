// Slow consumers: a window of bytes, then the table at their own pace, then the end; others do not feel it (RT14, F15, F16).
import { afterEach, beforeAll, expect, it } from 'vitest'
import { teamStream, type StreamName } from '../../shared/streams.ts'
import { allFrom, closeClients, connect, until, type Client } from './support/client.ts'
import { useCluster, type Node } from './support/nodes.ts'
import { anOrganization, type Organization, type Person } from './support/people.ts'

const cluster = useCluster()
let node: Node
let organization: Organization
let team: string
let stream: StreamName
let person: Person

beforeAll(async () => {
  node = await cluster.start({ timings: { windowBytes: 256 * 1024, stallMs: 1500, slowCheckMs: 20 } })
  organization = await anOrganization(node.kernel)
  team = await organization.team()
  stream = teamStream(team)
  person = await organization.member('employee', [team])
})
afterEach(closeClients)

/** The TCP connection under a client: paused, nothing is read, and the kernel's buffers fill up. */
const wire = (client: Client) => (client.socket.io.engine.transport as unknown as { ws: { _socket?: { pause(): void; resume(): void }; pause(): void; resume(): void } }).ws

async function twoReaders() {
  const [slow, fast] = [await connect(node.url, person.token), await connect(node.url, person.token)]
  for (const client of [slow, fast]) await client.ask('stream:subscribe', { stream })
  return { slow, fast }
}

async function flood(bytes: number): Promise<number> {
  for (let sent = 0; sent < bytes; sent += 60_000) await organization.happenBig(team, 60_000)
  return organization.happen(team)
}

it('RT14 a reader that pauses is fed from the table afterwards, without a gap', async () => {
  const { slow, fast } = await twoReaders()
  const before = node.realtime.metrics().slowConsumers
  wire(slow).pause()
  const flooding = flood(12_000_000)
  await until('the slow one is noticed', () => node.realtime.metrics().slowConsumers > before)
  wire(slow).resume()
  const last = await flooding
  await until('the fast one has all', () => fast.offsets(stream).at(-1) === last)
  await until('the slow one has all', () => slow.offsets(stream).at(-1) === last)
  expect(slow.offsets(stream)).toEqual(allFrom(slow.offsets(stream)[0]!, last))
  const next = await organization.happen(team)
  await until('it is live again', () => slow.offsets(stream).at(-1) === next)
})

it('RT14 a reader that stands still is closed, others stay', async () => {
  const { slow, fast } = await twoReaders()
  const before = node.realtime.metrics().stalledClosed
  wire(slow).pause()
  const last = await flood(12_000_000)
  await until('it is closed', () => node.realtime.metrics().stalledClosed === before + 1, 6000)
  await until('the fast one has all', () => fast.offsets(stream).at(-1) === last)
  expect(node.realtime.metrics().connections).toBe(1)
  expect(fast.disconnects).toEqual([])
})
