// The browser's refresh token: only as a cookie, only from our own pages.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Endpoint } from '../../../shared/endpoint.ts'
import { endpoints } from '../../../shared/index.ts'
import { call, type CallOptions } from '../../support/http.ts'
import { startWorld, useWorld, type World } from '../../support/world.ts'
import { BROWSER, profileStatus, registered, registration } from './accounts.ts'

const world = useWorld()

const send = <const E extends Endpoint>(endpoint: E, options: CallOptions<E>, at: World = world) =>
  call(at.url, null, endpoint, options)
const cookieOf = (headers: Headers) => headers.getSetCookie().find((line) => line.includes('lockstep_refresh')) ?? ''
const pair = (line: string) => line.split(';')[0]!

async function signedInBrowser(at: World = world, headers: Record<string, string> = {}) {
  const answer = await send(endpoints.register, { body: registration(), headers: { ...BROWSER, ...headers } }, at)
  return { ...answer.data, cookie: pair(cookieOf(answer.headers)), line: cookieOf(answer.headers) }
}

describe('on plain http', () => {
  it('X49 gives browsers the refresh token as a cookie that scripts cannot read, and not in the body', async () => {
    const { line, refresh, access } = await signedInBrowser()
    expect(line).toMatch(/^lockstep_refresh=[\w.-]+; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Strict$/)
    expect(refresh).toBeUndefined()
    expect(await profileStatus(world, access)).toBe(200)
  })

  it('marks beside it, readable and without any secret, that there is a session; signing out takes the mark away', async () => {
    const answer = await send(endpoints.register, { body: registration(), headers: BROWSER })
    expect(answer.headers.getSetCookie()).toContain('lockstep_session=1; Max-Age=1209600; Path=/; SameSite=Strict')
    const left = await send(endpoints.logout, { body: {}, headers: { ...BROWSER, Cookie: pair(cookieOf(answer.headers)) } })
    expect(left.headers.getSetCookie().filter((line) => line.startsWith('lockstep_session=; Max-Age=0'))).toHaveLength(1)
  })

  it('X49 gives others the refresh token in the body and no cookie', async () => {
    const answer = await send(endpoints.register, { body: registration() })
    expect(answer.data.refresh).toBeTypeOf('string')
    expect(cookieOf(answer.headers)).toBe('')
  })

  it('S41 refreshes by cookie and sets the next one', async () => {
    const { cookie } = await signedInBrowser()
    const answer = await send(endpoints.refresh, {
      body: {},
      headers: { ...BROWSER, Cookie: cookie, Origin: world.url },
    })
    expect(answer.status).toBe(200)
    expect(Object.keys(answer.data)).toEqual(['access'])
    expect(pair(cookieOf(answer.headers))).not.toBe(cookie)
  })

  it('S40 signs out by cookie and clears it', async () => {
    const { cookie, access } = await signedInBrowser()
    const answer = await send(endpoints.logout, { body: {}, headers: { ...BROWSER, Cookie: cookie } })
    expect(answer.status).toBe(204)
    expect(cookieOf(answer.headers)).toMatch(/^lockstep_refresh=; Max-Age=0; Path=\//)
    expect(await profileStatus(world, access)).toBe(401)
  })

  it("X27 refuses the cookie without the browser's header", async () => {
    const { cookie, access } = await signedInBrowser()
    for (const endpoint of [endpoints.refresh, endpoints.logout]) {
      const answer = await send(endpoint, { body: {}, headers: { Cookie: cookie } })
      expect([answer.status, answer.problem.code]).toEqual([403, 'bad_origin'])
    }
    expect(await profileStatus(world, access)).toBe(200)
  })

  it("a browser's refresh token in the body counts for nothing", async () => {
    const person = await registered(world)
    expect((await send(endpoints.refresh, { body: { refresh: person.refresh }, headers: BROWSER })).status).toBe(401)
  })

  it('401 without any refresh token', async () => {
    expect((await send(endpoints.refresh, { body: {} })).problem.code).toBe('unauthenticated')
    expect((await send(endpoints.refresh, { body: {}, headers: BROWSER })).problem.code).toBe('unauthenticated')
  })

  describe.each([
    ['another site', 'https://evil.example'],
    ['a sandboxed frame', 'null'],
    ['another port', 'http://127.0.0.1:1'],
    ['a look-alike', 'http://127.0.0.1.evil.example'],
    ['nonsense', 'nonsense'],
  ])('X27 from %s', (_case, origin) => {
    it('neither refreshes nor signs in nor out', async () => {
      const { cookie, access } = await signedInBrowser()
      const headers = { ...BROWSER, Cookie: cookie, Origin: origin }
      const body = registration()
      const answers = [
        await send(endpoints.refresh, { body: {}, headers }),
        await send(endpoints.logout, { body: {}, headers }),
        await send(endpoints.login, { body: { email: body.email, password: body.password }, headers }),
        await send(endpoints.register, { body, headers }),
      ]
      expect(answers.map(({ problem }) => problem.code)).toEqual(Array(4).fill('bad_origin'))
      expect(answers.every((answer) => cookieOf(answer.headers) === '')).toBe(true)
      expect(await profileStatus(world, access)).toBe(200)
    })
  })
})

describe('over https', () => {
  let behindProxy: { world: World; stop: () => Promise<void> }
  let published: typeof behindProxy
  beforeAll(async () => {
    behindProxy = await startWorld({ settings: { TRUST_PROXY: 'true' } })
    published = await startWorld({ settings: { PUBLIC_URL: 'https://tasks.example' } })
  })
  afterAll(async () => {
    await behindProxy.stop()
    await published.stop()
  })
  const SECURE = /^__Host-lockstep_refresh=[\w.-]+; Max-Age=1209600; Path=\/; HttpOnly; Secure; SameSite=Strict$/

  it("X49 sets __Host- and Secure when the product's address is https", async () => {
    const { line, cookie } = await signedInBrowser(published.world)
    expect(line).toMatch(SECURE)
    const answer = await send(
      endpoints.refresh,
      { body: {}, headers: { ...BROWSER, Cookie: cookie, Origin: 'https://tasks.example' } },
      published.world,
    )
    expect(answer.status).toBe(200)
    const plain = cookie.replace('__Host-', '')
    expect(
      (await send(endpoints.refresh, { body: {}, headers: { ...BROWSER, Cookie: plain } }, published.world)).status,
    ).toBe(401)
  })

  it('X49 sets them when a trusted proxy was asked by https', async () => {
    expect((await signedInBrowser(behindProxy.world, { 'X-Forwarded-Proto': 'https' })).line).toMatch(SECURE)
    expect((await signedInBrowser(behindProxy.world)).line).toMatch(/^lockstep_refresh=/)
  })

  it('X28 does not believe such a header from anybody else', async () => {
    expect((await signedInBrowser(world, { 'X-Forwarded-Proto': 'https' })).line).toMatch(/^lockstep_refresh=/)
  })
})
