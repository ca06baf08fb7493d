// Refresh tokens: rotation, races, reuse, the ends of sessions.
import { randomBytes } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import { describe, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { call } from '../../support/http.ts'
import { useWorld } from '../../support/world.ts'
import { eventsOf, login, moveClock, profileStatus, refresh, registered, rows, stopClock } from './accounts.ts'

const world = useWorld()
const DAY = 24 * 60 * 60 * 1000

const logout = (token: string) => call(world.url, null, endpoints.logout, { body: { refresh: token } })
const endings = async (membershipId: string) =>
  (await eventsOf(world, `inbox:${membershipId}`))
    .filter(({ type }) => type === 'session.ended')
    .map(({ data }) => data.reason)

function connected(token: string): Promise<Socket> {
  const socket = io(world.url, { auth: { token }, transports: ['websocket'], reconnection: false })
  return new Promise((resolve, reject) => {
    socket.on('connect', () => resolve(socket))
    socket.on('connect_error', reject)
  })
}

const closed = (socket: Socket) =>
  new Promise<number>((resolve) => {
    const start = performance.now()
    socket.on('disconnect', () => resolve(performance.now() - start))
  })

describe('refresh', () => {
  it('S41 issues a new access token and a new refresh token', async () => {
    const person = await registered(world)
    const answer = await refresh(world, person.refresh)
    expect(answer.status).toBe(200)
    expect(Object.keys(answer.data).sort()).toEqual(['access', 'refresh'])
    expect(answer.data.refresh).not.toBe(person.refresh)
    expect(answer.data.access).not.toBe(person.access)
    expect(await profileStatus(world, answer.data.access)).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('S49 stores hashes of refresh tokens only', async () => {
    const person = await registered(world)
    const stored = JSON.stringify(await rows(world, 'select * from sessions where user_id = $1', [person.user.id]))
    for (const part of person.refresh.split('.')) expect(stored).not.toContain(part)
  })

  it('X05 ends the session when an old token comes after 10 seconds', async () => {
    for (let round = 0; round < 5; round += 1) {
      const stand = stopClock()
      const person = await registered(world)
      const { data: next } = await refresh(world, person.refresh)
      stand(10_000)
      expect((await refresh(world, person.refresh)).data.refresh).toBe(next.refresh)
      stand(10_001)
      const reused = await refresh(world, person.refresh)
      expect([reused.status, reused.problem.code]).toEqual([401, 'session_ended'])
      expect((await refresh(world, next.refresh!)).problem.code).toBe('session_ended')
      expect(await profileStatus(world, next.access)).toBe(401)
      expect(await endings(person.membership.id)).toEqual(['reuse'])
    }
  })

  it('X05 closes the sockets of a session that was reused', async () => {
    const person = await registered(world)
    const { data: next } = await refresh(world, person.refresh)
    const socket = await connected(next.access)
    const ended = closed(socket)
    moveClock(10_500)
    await refresh(world, person.refresh)
    expect(await ended).toBeLessThan(3000)
  })

  it('X06 signs out both when the thief was first', async () => {
    const person = await registered(world)
    const { data: thief } = await refresh(world, person.refresh)
    const { data: again } = await refresh(world, thief.refresh!)
    expect((await refresh(world, person.refresh)).problem.code).toBe('session_ended')
    expect((await refresh(world, again.refresh!)).problem.code).toBe('session_ended')
    expect(await endings(person.membership.id)).toEqual(['reuse'])
  })

  it('X06 leaves other sessions of the same person alone', async () => {
    const person = await registered(world)
    const other = (await login(world, person.email)).data
    const { data: next } = await refresh(world, person.refresh)
    await refresh(world, next.refresh!)
    await refresh(world, person.refresh)
    expect((await refresh(world, other.refresh!)).status).toBe(200)
  })

  it('refuses forged tokens without harm to the session', async () => {
    const person = await registered(world)
    const victim = await registered(world)
    const [session, secret, tag] = person.refresh.split('.') as [string, string, string]
    const random = (bytes: number) => randomBytes(bytes).toString('base64url')
    const forgeries = [
      '',
      'nonsense',
      '..',
      `${session}.${random(32)}.${tag}`,
      `${session}.${secret}.${random(16)}`,
      `${session}.${secret}`,
      `${person.refresh}.x`,
      `${victim.refresh.split('.')[0]!}.${secret}.${tag}`,
      `${session}.${secret}.${tag}=`,
      `${random(16)}.${random(32)}.${random(16)}`,
      person.access,
    ]
    for (const forgery of forgeries)
      expect((await refresh(world, forgery)).problem.code).toMatch(/unauthenticated|validation_failed/)
    expect((await refresh(world, person.refresh)).status).toBe(200)
  })

  it('lets a session idle 14 days and live 60', async () => {
    const idle = await registered(world)
    moveClock(14 * DAY + 1000)
    expect((await refresh(world, idle.refresh)).problem.code).toBe('session_ended')
    moveClock(0)
    let { refresh: token } = await registered(world)
    for (const day of [13, 26, 39, 52, 59.9]) {
      moveClock(day * DAY)
      const answer = await refresh(world, token)
      expect(answer.status).toBe(200)
      token = answer.data.refresh!
    }
    moveClock(60 * DAY + 1000)
    expect((await refresh(world, token)).problem.code).toBe('session_ended')
  })
})

describe('logout', () => {
  it('S40 S48 invalidates the refresh token and every access token of the session at once', async () => {
    const person = await registered(world)
    const { data: next } = await refresh(world, person.refresh)
    expect((await logout(next.refresh!)).status).toBe(204)
    expect((await refresh(world, next.refresh!)).problem.code).toBe('session_ended')
    expect(await profileStatus(world, person.access)).toBe(401)
    expect(await profileStatus(world, next.access)).toBe(401)
    expect(await endings(person.membership.id)).toEqual(['logout'])
  })

  it('X07 closes the sockets of the session and of no other', async () => {
    const person = await registered(world)
    const other = (await login(world, person.email)).data
    const [socket, bystander] = [await connected(person.access), await connected(other.access)]
    const ended = closed(socket)
    await logout(person.refresh)
    expect(await ended).toBeLessThan(3000)
    expect(bystander.connected).toBe(true)
    bystander.disconnect()
  })

  it('S40 answers 204 to whatever it gets, and tells its inbox once', async () => {
    const person = await registered(world)
    for (const token of [person.refresh, person.refresh, 'nonsense', '']) expect((await logout(token)).status).toBe(204)
    expect((await call(world.url, null, endpoints.logout, { body: {} })).status).toBe(204)
    expect(await endings(person.membership.id)).toEqual(['logout'])
  })
})
