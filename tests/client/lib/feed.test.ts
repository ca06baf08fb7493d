// One stream with several followers: late ones, gaps, resets, rights that end.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Feed, PATIENCE, type Follower } from '../../../client/lib/feed.ts'
import type { StreamEvent } from '../../../shared/streams.ts'
import { anEvent, anId, ids } from '../support/events.ts'

const stream = `team:${ids.team}` as const
const event = (offset: number) => anEvent('team.created', {}, { offset })
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => event(from + index))

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function aFeed(fetch: (after: number) => Promise<StreamEvent[]> = async () => []) {
  const refused = vi.fn()
  const feed = new Feed(stream, anId(9), {
    fetch: (_, after) => fetch(after), progressed: () => {}, refused, isRefusal: (error) => error === 'refused',
  })
  return { feed, refused }
}

function aFollower(offset = 0) {
  const got: number[] = []
  const follower: Follower = {
    position: { stream, offset, epoch: anId(9) }, apply: (events) => void got.push(...events.map((one) => one.offset)), reset: vi.fn(), revoked: vi.fn(),
  }
  return { follower, got }
}

describe('Feed', () => {
  it('gives every follower what comes after its own snapshot', () => {
    const { feed } = aFeed()
    const [early, late] = [aFollower(0), aFollower(2)]
    feed.add(early.follower)
    feed.add(late.follower)
    feed.receive(range(1, 3))
    expect([early.got, late.got]).toEqual([[1, 2, 3], [3]])
  })

  it('lets somebody join late from what it remembers', () => {
    const { feed } = aFeed()
    feed.add(aFollower().follower)
    feed.receive(range(1, 5))
    const late = aFollower(3)
    feed.add(late.follower)
    expect(late.got).toEqual([4, 5])
  })

  it('fetches what is missing after two seconds without progress, page by page', async () => {
    const fetch = vi.fn(async (after: number) => range(after + 1, after + 2))
    const { feed } = aFeed(fetch)
    const { follower, got } = aFollower()
    feed.add(follower)
    feed.receive([event(6)])
    await vi.advanceTimersByTimeAsync(PATIENCE - 1)
    expect(fetch).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(10)
    expect(got).toEqual([1, 2, 3, 4, 5, 6])
    expect(fetch.mock.calls.map(([after]) => after)).toEqual([0, 2, 4])
  })

  it('notices by the head that the last event is missing', async () => {
    const { feed } = aFeed(async (after) => range(after + 1, 4))
    const { follower, got } = aFollower(3)
    feed.add(follower)
    feed.noteHead(4)
    expect(feed.missing).toBe(1)
    await vi.advanceTimersByTimeAsync(PATIENCE)
    expect(got).toEqual([4])
  })

  it('starts over when the server no longer has what it said', async () => {
    const { feed } = aFeed()
    const { follower } = aFollower()
    feed.add(follower)
    feed.noteHead(2)
    await vi.advanceTimersByTimeAsync(PATIENCE)
    expect(follower.reset).toHaveBeenCalledOnce()
  })

  it('tells when reading is refused, and tries again after other failures', async () => {
    const failures: unknown[] = [new Error('offline'), 'refused']
    const { feed, refused } = aFeed(async () => { throw failures.shift() })
    feed.add(aFollower().follower)
    feed.noteHead(1)
    await vi.advanceTimersByTimeAsync(PATIENCE)
    expect(refused).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(PATIENCE)
    expect(refused).toHaveBeenCalledWith(stream)
  })

  it('ends for everybody when the right ends', () => {
    const { feed } = aFeed()
    const { follower, got } = aFollower()
    feed.add(follower)
    feed.revoke()
    feed.receive([event(1)])
    expect(follower.revoked).toHaveBeenCalledOnce()
    expect(got).toEqual([])
  })
})
