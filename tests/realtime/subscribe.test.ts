// Following streams: replay, then live, in order (RT15); starting over (RT16); the tail check (RT12).
import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { inboxStream, teamStream, type StreamName } from '../../shared/streams.ts'
import { query } from '../../server/kernel/database.ts'
import { NO_EPOCH } from '../../server/realtime/feed.ts'
import { allFrom, closeClients, connect, pause, until, type Client } from './support/client.ts'
import { useCluster, type Node } from './support/nodes.ts'
import { anOrganization, type Organization, type Person } from './support/people.ts'

const cluster = useCluster()
let node: Node
let organization: Organization
let team: string
let stream: StreamName
let member: Person

beforeAll(async () => { node = await cluster.start({ timings: { headsMs: 200 } }) })
afterEach(closeClients)

async function aTeamWithMember(): Promise<void> {
  organization = await anOrganization(node.kernel)
  team = await organization.team()
  stream = teamStream(team)
  member = await organization.member('employee', [team])
}

async function follow(options: { after?: number; epoch?: string } = {}, who = member, wanted = stream): Promise<Client> {
  const client = await connect(node.url, who.token)
  const answer = await client.ask('stream:subscribe', { stream: wanted, ...options })
  expect(answer).toMatchObject({ ok: true })
  return client
}

describe('stream:subscribe', () => {
  beforeAll(aTeamWithMember)

  it('RT15 replays, then goes live, in ascending order', async () => {
    await organization.happen(team, 700)
    const client = await follow({ after: 0 })
    const last = await organization.happen(team, 30)
    await until('all have come', () => client.offsets(stream).at(-1) === last)
    expect(client.offsets(stream)).toEqual(allFrom(1, last))
  })

  it('RT15 without `after` only what is new comes, from the offset of the answer on', async () => {
    const client = await connect(node.url, member.token)
    const answer = await client.ask('stream:subscribe', { stream })
    if (!answer.ok) throw new Error('refused')
    const last = await organization.happen(team, 3)
    await until('three have come', () => client.events.length === 3)
    expect(client.offsets(stream)).toEqual(allFrom(answer.offset + 1, last))
  })

  it('RT15 a replay that begins while others write has no gap and nothing twice (F20)', async () => {
    let writing = true
    const writers = [1, 2, 3].map(async () => {
      // The pause also lets sockets have a turn: the embedded database answers without one.
      for (; writing; await pause(20)) await organization.happen(team)
    })
    const clients: Client[] = []
    try {
      for (let round = 0; round < 25; round += 1) {
        clients.push(await follow({ after: Math.floor(Math.random() * 600) }))
        await pause(20)
      }
    } finally {
      writing = false
      await Promise.all(writers)
    }
    const last = await organization.happen(team)
    for (const client of clients) {
      await until('the last event', () => client.offsets(stream).at(-1) === last)
      const offsets = client.offsets(stream)
      expect(offsets).toEqual(allFrom(offsets[0]!, last))
    }
  })

  it('RT15 subscribing again on the same socket starts at the new place', async () => {
    const last = await organization.happen(team)
    const client = await follow({ after: last })
    await client.ask('stream:subscribe', { stream, after: last - 2 })
    await until('two again', () => client.events.length === 2)
    expect(client.offsets(stream)).toEqual([last - 1, last])
  })

  it('stops after stream:unsubscribe', async () => {
    const client = await follow()
    expect(await client.ask('stream:unsubscribe', { stream })).toEqual({ ok: true })
    await organization.happen(team)
    await pause(50)
    expect(client.events).toEqual([])
  })

  it('RT12 tells the heads of the streams that it follows', async () => {
    const client = await follow()
    const last = await organization.happen(team)
    await until('heads', () => client.heads.some((heads) => heads[stream] === last))
  })

  it('follows a stream that has no event yet from its first event on', async () => {
    const other = await organization.member('employee')
    const inbox = inboxStream(other.membershipId)
    const client = await connect(node.url, other.token)
    expect(await client.ask('stream:subscribe', { stream: inbox, after: 0, epoch: NO_EPOCH })).toEqual({ ok: true, offset: 0, epoch: NO_EPOCH })
    await organization.addToTeam(team, other)
    await until('the first event', () => client.events.length === 1)
    const again = await follow({ after: 0, epoch: NO_EPOCH }, other, inbox)
    await until('the replay', () => again.events.length === 1)
    expect(again.resets).toEqual([])
  })
})

describe('starting over (F13)', () => {
  let epoch: string

  beforeAll(async () => {
    await aTeamWithMember()
    await organization.happen(team, 20)
    await alterStream('floor = 4')
    const client = await connect(node.url, member.token)
    const answer = await client.ask('stream:subscribe', { stream })
    if (answer.ok) epoch = answer.epoch
  })

  const alterStream = (what: string) => organization.write((work) =>
    query(work.em, `update streams set ${what} where organization_id = $1::uuid and name = $2`, [organization.id, stream]))

  it.each([
    ['the epoch differs', () => ({ after: 5, epoch: randomUUID() }), 'epoch'],
    ['`after` is below the floor', () => ({ after: 3, epoch }), 'below_floor'],
    ['`after` is above the head', () => ({ after: 21, epoch }), 'above_head'],
  ])('RT16 resets when %s, and sends nothing after that', async (_, options, reason) => {
    const client = await connect(node.url, member.token)
    expect(await client.ask('stream:subscribe', { stream, ...options() })).toEqual({ ok: true, offset: 20, epoch })
    await until('the reset', () => client.resets.length === 1)
    expect(client.resets).toEqual([{ stream, offset: 20, epoch, reason }])
    await pause(30)
    expect(client.events).toEqual([])
  })

  it('RT16 resets when too much has happened since', async () => {
    await alterStream('last_offset = 20000')
    const client = await connect(node.url, member.token)
    await client.ask('stream:subscribe', { stream, after: 9_000, epoch })
    await until('the reset', () => client.resets.length === 1)
    expect(client.resets[0]).toMatchObject({ reason: 'too_far_behind', offset: 20_000 })
  })

  it('RT5 an epoch that changes resets all who follow (F34)', async () => {
    await alterStream('last_offset = 20')
    await pause(250)
    const client = await follow({ after: 10 })
    await until('the replay', () => client.events.length === 10)
    await alterStream('epoch = gen_random_uuid(), last_offset = 15')
    await until('the reset', () => client.resets.length === 1)
    expect(client.resets[0]).toMatchObject({ reason: 'history_lost', offset: 15 })
  })
})
