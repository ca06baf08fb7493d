// Sessions: tokens in memory, one refresh at a time, several tabs of one browser.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Api } from '../../../client/lib/api.ts'
import { isFresh, accessToken } from '../../../client/lib/access-token.ts'
import { Session } from '../../../client/lib/session.svelte.ts'
import { anId, ids } from '../support/events.ts'

const open: Session[] = []
afterEach(() => {
  for (const session of open.splice(0)) session.close()
})

const part = (value: object) => btoa(JSON.stringify(value)).replaceAll('=', '')
const aToken = (name: string, seconds = 600) => {
  const iat = Math.floor(Date.now() / 1000)
  return `${part({ alg: 'EdDSA' })}.${part({ iat, exp: iat + seconds, name })}.x`
}
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })
const gone = () => json({ type: '', title: '', status: 401, code: 'session_ended', detail: '', traceId: '' }, 401)

/** A tab: a session with a `fetch` that the test answers. */
function aTab(channel: string, answer: (path: string) => Response | Promise<Response>) {
  const asked: string[] = []
  const session = new Session(channel)
  open.push(session)
  const send = async (input: RequestInfo | URL) => {
    const path = new URL(String(input)).pathname
    asked.push(path)
    return answer(path)
  }
  session.use(new Api({ origin: 'http://test', fetch: send, tokens: session }))
  return { session, asked }
}

const signedIn = (token: string, membershipId = ids.me) => json({ access: token, membership: { id: membershipId }, user: {}, organization: {} })
const until = (check: () => void) => vi.waitFor(check, { timeout: 2_000, interval: 5 })

describe('Session', () => {
  it('goes on with the cookie, or says that nobody is signed in', async () => {
    const token = aToken('a')
    const { session } = aTab('start', () => json({ access: token }))
    await session.start()
    expect([session.status, await session.access()]).toEqual(['signed-in', token])
    const { session: nobody } = aTab('nobody', gone)
    await nobody.start()
    expect([nobody.status, await nobody.access()]).toEqual(['signed-out', null])
  })

  it('S40 signs out at once, and tells the server when it can be reached again, also from the next start', async () => {
    let reachable = false
    const answer = (path: string) => {
      if (path.endsWith('/logout') && !reachable) throw new TypeError('offline')
      return path.endsWith('/logout') ? new Response(null, { status: 204 }) : json({ access: aToken('a') })
    }
    const { session } = aTab('leaving', answer)
    await session.start()
    void session.signOut()
    expect([session.status, await session.access()]).toEqual(['signed-out', null])
    const next = aTab('leaving-next', answer)
    const started = next.session.start()
    await until(() => expect(next.asked).toEqual(['/api/auth/logout']))
    expect(next.session.status).toBe('signed-out')
    reachable = true
    await started
    expect(next.asked).not.toContain('/api/auth/refresh')
    const after = aTab('leaving-after', answer)
    await after.session.start()
    expect(after.asked).toEqual(['/api/auth/refresh'])
  })

  it('asks for one new token when many requests need it', async () => {
    let count = 0
    const { session, asked } = aTab('single', () => json({ access: aToken(`${count++}`) }))
    await session.start()
    const old = (await session.access())!
    const renewed = await Promise.all([session.renew(old), session.renew(old), session.renew(old)])
    expect(new Set(renewed).size).toBe(1)
    expect(asked).toHaveLength(2)
    expect(await session.renew(old)).toBe(renewed[0])
  })

  it('renews a token before it ends', async () => {
    const tokens = [aToken('old', 20), aToken('new')]
    const { session } = aTab('early', () => json({ access: tokens.shift() }))
    await session.start()
    expect(isFresh(accessToken(aToken('old', 20)))).toBe(false)
    expect(await session.access()).toBe(aToken('new'))
  })

  it('is over when the server says so', async () => {
    const answers = [json({ access: aToken('a') }), gone()]
    const { session } = aTab('over', () => answers.shift()!)
    const changes: boolean[] = []
    session.onChange = (here) => changes.push(here)
    await session.start()
    expect(await session.renew((await session.access())!)).toBeNull()
    expect([session.status, changes]).toEqual(['signed-out', [true, false]])
  })

  it('shares tokens among tabs, signs out in all, and starts over for another member', async () => {
    const token = aToken('a')
    const one = aTab('tabs', (path) => path.endsWith('login') ? signedIn(token) : json({ access: token }))
    const two = aTab('tabs', gone)
    await two.session.start()
    await one.session.signIn({ email: 'a@b.example', password: 'x' })
    await until(() => expect(two.session.status).toBe('signed-in'))
    expect(await two.session.access()).toBe(token)
    expect(two.session.membershipId).toBe(ids.me)
    const before = two.session.generation
    const third = aTab('tabs', () => signedIn(aToken('b'), anId(77)))
    await third.session.signIn({ email: 'c@d.example', password: 'x' })
    await until(() => expect([one.session.membershipId, two.session.membershipId]).toEqual([anId(77), anId(77)]))
    expect(two.session.generation).toBe(before + 1)
    await third.session.signOut()
    await until(() => expect([one.session.status, two.session.status]).toEqual(['signed-out', 'signed-out']))
  })

  it('lets one tab refresh for all that wait', async () => {
    const answers = [aToken('a'), aToken('b'), aToken('c')]
    const answer = async () => {
      await new Promise((resolve) => setTimeout(resolve, 20))
      return json({ access: answers.shift() })
    }
    const [one, two] = [aTab('locks', answer), aTab('locks', answer)]
    await Promise.all([one.session.start(), two.session.start()])
    expect(await one.session.access()).toBe(await two.session.access())
    expect(one.asked.length + two.asked.length).toBe(1)
  })

  it('answers permissions by the shared table', () => {
    const { session } = aTab('can', gone)
    expect(session.can('organization.read')).toBe(false)
    session.identify({ membershipId: ids.me, role: 'manager', teams: { [ids.team]: 'manager' } })
    expect(session.can('project.create', { teamId: ids.team })).toBe(true)
    expect(session.can('project.create', { teamId: anId(5) })).toBe(false)
  })
})
