// What the connection pill tells.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Connection, OFFLINE_AFTER } from '../../../client/lib/connection.svelte.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const before = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString()

describe('Connection', () => {
  it('connects, catches up, is live, and goes offline when it stays away', () => {
    const connection = new Connection()
    expect(connection.state).toBe('connecting')
    connection.opened()
    connection.progress(42, false)
    expect([connection.state, connection.toGo]).toEqual(['catching-up', 42])
    connection.progress(0, false)
    expect(connection.state).toBe('live')
    connection.lost()
    expect(connection.state).toBe('connecting')
    vi.advanceTimersByTime(OFFLINE_AFTER)
    expect(connection.state).toBe('offline')
    connection.trying()
    expect(connection.state).toBe('connecting')
  })

  it('remembers since when', () => {
    const connection = new Connection()
    vi.advanceTimersByTime(1_000)
    connection.opened()
    expect(connection.since).toBe(Date.now())
  })

  it('measures the delay of the last minute, and none of replayed events', () => {
    const connection = new Connection()
    connection.received(before(5_000), false)
    expect(connection.lag).toBeNull()
    for (const delay of [10, 30, 200]) connection.received(before(delay), true)
    expect(connection.lag).toEqual({ median: 30, slowest: 200, events: 3 })
    vi.advanceTimersByTime(61_000)
    connection.measure()
    expect(connection.lag).toBeNull()
  })

  it('takes a server clock that is ahead for what it is', () => {
    const connection = new Connection()
    connection.received(before(-1_000), true)
    connection.received(before(-900), true)
    expect(connection.lag?.slowest).toBe(100)
  })
})
