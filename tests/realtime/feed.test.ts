// The pump of one stream, without sockets: order whatever the order of news, and waiting while rights are asked (RT10, RT19).
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { StreamEvent } from '../../shared/streams.ts'
import { Feed, type Follower } from '../../server/realtime/feed.ts'
import { pause, until } from './support/client.ts'

const epoch = randomUUID()
const organizationId = randomUUID()
const stream = `team:${randomUUID()}`

function anEvent(offset: number, type = 'task.moved', data: Record<string, unknown> = {}): StreamEvent {
  return {
    stream, offset, id: randomUUID(), type, schema: 1, at: new Date().toISOString(), actor: { membershipId: null, name: '' },
    correlationId: randomUUID(), data,
  }
}

/** A feed over a table of that many events. */
function aFeed(size: number) {
  const table = Array.from({ length: size }, (_, index) => anEvent(index + 1))
  const given: number[] = []
  const failures: unknown[] = []
  let reads = 0
  const feed = new Feed(organizationId, stream, {
    read: async (_, after) => {
      reads += 1
      return table.slice(after, after + 500)
    },
    give: (_, { offset }) => given.push(offset),
    failed: (_, error) => failures.push(error),
  })
  return { feed, table, given, failures, reads: () => reads }
}

it('RT10 gives events in order whatever the order in which commits tell of them, without reading', async () => {
  const { feed, table, given, reads } = aFeed(50)
  feed.begin(undefined)
  const shuffled = [...table].sort(() => Math.random() - 0.5)
  for (const event of shuffled) feed.heard(event.offset, epoch, [event])
  await feed.reach(50)
  expect(given).toEqual(table.map(({ offset }) => offset))
  expect(reads()).toBe(0)
  expect(feed.epoch).toBe(epoch)
})

it('RT10 reads the table, 500 at a time, for what nobody brings', async () => {
  const { feed, table, given, reads } = aFeed(1200)
  feed.begin(undefined)
  feed.heard(1200, epoch, [])
  await feed.reach(1200)
  expect(given).toEqual(table.map(({ offset }) => offset))
  expect(reads()).toBe(3)
})

it('news that came before the feed knew its place are given once', async () => {
  const { feed, table, given } = aFeed(12)
  for (const event of table.slice(6)) feed.heard(event.offset, epoch, [event])
  feed.begin({ organizationId, stream: stream as 'team:x', head: 8, epoch, floor: 0 })
  await feed.reach(12)
  expect(given).toEqual([9, 10, 11, 12])
})

it('a head that no row confirms is forgotten, a failing table is tried again', async () => {
  const { feed, table, given } = aFeed(3)
  feed.begin(undefined)
  feed.heard(9, epoch, [])
  await feed.reach(3)
  await pause(20)
  expect(feed.head).toBe(3)
  table.push(anEvent(4))
  feed.heard(4, epoch, [])
  await feed.reach(4)
  expect(given).toEqual([1, 2, 3, 4])
})

it('RT19 gives nothing after a revocation until the rights of its member were asked', async () => {
  const { feed, given } = aFeed(0)
  feed.begin(undefined)
  let settle = () => {}
  const asked: number[] = []
  const follower = (membershipId: string): Follower => ({
    membershipId, reset: () => {},
    recheck: (offset) => {
      asked.push(offset)
      return new Promise((resolve) => { settle = resolve })
    },
  })
  feed.followers.add(follower('leaver')).add(follower('stayer'))
  const removal = anEvent(2, 'team.member_removed', { teamId: 't', memberId: 'leaver', version: 1 })
  feed.heard(3, epoch, [anEvent(1), removal, anEvent(3)])
  await pause(30)
  expect(given).toEqual([1, 2])
  expect(asked).toEqual([2])
  settle()
  await until('the rest', () => given.length === 3)
})

it('RT5 lost history resets the followers, a late answer about the past does not', () => {
  const { feed, table } = aFeed(10)
  const resets: string[] = []
  feed.followers.add({ membershipId: 'm', recheck: async () => {}, reset: (reason) => resets.push(reason) })
  feed.begin({ organizationId, stream: stream as 'team:x', head: 5, epoch, floor: 0 })
  const before = feed.standing()
  feed.heard(6, epoch, [table[5]!])
  const row = { organizationId, stream: stream as 'team:x', epoch, floor: 0 }
  feed.learn({ ...row, head: 5 }, before)
  expect([resets, feed.last]).toEqual([[], 6])
  feed.learn({ ...row, head: 4 }, feed.standing())
  expect([resets, feed.last]).toEqual([['history_lost'], 4])
  feed.learn({ ...row, head: 4, epoch: randomUUID() }, feed.standing())
  expect(resets).toEqual(['history_lost', 'history_lost'])
})
