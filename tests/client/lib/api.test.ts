// Calls: addresses, headers, renewal of tokens, and repeating until there is a final answer (RT22).
import { describe, expect, it, vi } from 'vitest'
import { ApiError, NetworkError } from '../../../client/lib/api-error.ts'
import { Api, parseOffsets, type TokenSource } from '../../../client/lib/api.ts'
import { anId } from '../support/events.ts'

type Reply = Response | Error
const json = (body: unknown, status = 200, headers: Record<string, string> = {}) => new Response(JSON.stringify(body), { status, headers })
const refusal = (status: number, code: string, headers?: Record<string, string>) =>
  json({ type: `urn:lockstep:error:${code}`, title: 't', status, code, detail: 'd', traceId: '1' }, status, headers)

function anApi(replies: Reply[], tokens: Partial<TokenSource> = {}, isOffline = () => false) {
  const requests: Request[] = []
  const send = vi.fn(async (input: RequestInfo | URL, init?: RequestInit) => {
    requests.push(new Request(input as string, init))
    const reply = replies.shift()
    if (reply instanceof Response) return reply
    throw reply ?? new TypeError('no more replies')
  })
  const api = new Api({ origin: 'http://test', fetch: send, isOffline, tokens: { access: async () => 'one', renew: async () => 'two', ...tokens } })
  return { api, requests }
}

const move = { params: { taskId: anId(1) }, body: { statusId: anId(2), afterTaskId: null } }

describe('api.call', () => {
  it('sends what the endpoint describes and reads the offsets', async () => {
    const { api, requests } = anApi([json({ id: anId(1) }, 200, { 'Lockstep-Offsets': `team:${anId(3)}=42, inbox:${anId(4)}=7`, ETag: '"2"' })])
    const answer = await api.call('moveTask', { ...move, idempotencyKey: 'key-1', ifMatch: 3 })
    expect(answer).toEqual({ data: { id: anId(1) }, offsets: { [`team:${anId(3)}`]: 42, [`inbox:${anId(4)}`]: 7 }, etag: '"2"' })
    const [request] = requests
    expect([request!.method, request!.url]).toEqual(['PUT', `http://test/api/tasks/${anId(1)}/position`])
    expect(Object.fromEntries(request!.headers)).toMatchObject({
      'authorization': 'Bearer one', 'lockstep-client': 'browser', 'idempotency-key': 'key-1', 'if-match': '"3"', 'content-type': 'application/json',
    })
    expect(await request!.json()).toEqual(move.body)
  })

  it('leaves in the same turn where a token is at hand, before anything is drawn', async () => {
    const { api, requests } = anApi([json({}), json({})], { atHand: () => 'here' })
    const answer = api.call('moveTask', move)
    expect(requests.map((request) => request.headers.get('Authorization'))).toEqual(['Bearer here'])
    await answer
    const { api: other, requests: later } = anApi([json({})], { atHand: () => null })
    await other.call('moveTask', move)
    expect(later.map((request) => request.headers.get('Authorization'))).toEqual(['Bearer one'])
  })

  it('leaves out query fields that are undefined, and escapes params', async () => {
    const { api, requests } = anApi([json({ items: [] })])
    await api.call('listStreamEvents', { params: { stream: `team:${anId(3)}` }, query: { after: 5, limit: undefined } })
    expect(requests[0]!.url).toBe(`http://test/api/streams/team%3A${anId(3)}/events?after=5`)
  })

  it('renews a refused token once and repeats the request', async () => {
    const { api, requests } = anApi([refusal(401, 'unauthenticated'), json({})])
    await api.call('readOverview')
    expect(requests.map((request) => request.headers.get('Authorization'))).toEqual(['Bearer one', 'Bearer two'])
  })

  it('throws the problem of a final refusal', async () => {
    const { api } = anApi([refusal(409, 'version_conflict')])
    const error = await api.call('moveTask', move).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ code: 'version_conflict', status: 409 })
  })

  it('makes a problem of an answer that a proxy gave', async () => {
    const { api } = anApi([new Response('<html>', { status: 500, statusText: 'Oops' })])
    await expect(api.call('moveTask', move)).rejects.toMatchObject({ code: 'internal', status: 500 })
  })

  it('repeats a write with one key until there is a final answer', async () => {
    const { api, requests } = anApi([
      new TypeError('offline'), refusal(503, 'unavailable'), refusal(409, 'idempotency_in_flight'), new Response('', { status: 502 }), json({}),
    ])
    const waking = setInterval(() => api.waits.wake(), 1)
    await api.call('createTask', { body: { projectId: anId(1), title: 'x' } })
    clearInterval(waking)
    const keys = new Set(requests.map((request) => request.headers.get('Idempotency-Key')))
    expect([requests.length, keys.size, keys.has(null)]).toEqual([5, 1, false])
  })

  it('does not repeat what may not happen twice', async () => {
    const { api, requests } = anApi([new TypeError('offline')])
    await expect(api.call('login', { body: { email: 'a@b.example', password: 'x' } })).rejects.toBeInstanceOf(NetworkError)
    expect(requests).toHaveLength(1)
    expect(requests[0]!.headers.has('Idempotency-Key')).toBe(false)
  })

  const down = Array.from({ length: 50 }, () => new TypeError('offline'))

  it('refuses a write at once that nobody keeps while one is offline, after one attempt', async () => {
    const { api, requests } = anApi([...down], {}, () => true)
    await expect(api.call('startTimer', { body: { taskId: anId(1) } })).rejects.toBeInstanceOf(NetworkError)
    expect(requests).toHaveLength(1)
    const { api: back } = anApi([json({})], {}, () => true)
    expect((await back.call('startTimer', { body: { taskId: anId(1) } })).data).toEqual({})
  })

  it('ends such a write when one turns out to be offline, and not before', async () => {
    let state = 'connecting'
    const { api, requests } = anApi([...down.slice(0, 2), new Response('', { status: 502 }), ...down], {}, () => state === 'offline')
    const call = api.call('startTimer', { body: { taskId: anId(1) } })
    const waking = setInterval(() => api.waits.wake(), 1)
    await vi.waitFor(() => expect(requests.length).toBeGreaterThan(5))
    state = 'offline'
    await expect(call).rejects.toBeInstanceOf(NetworkError)
    clearInterval(waking)
  })

  it.each([
    ['read', (api: Api) => api.call('readOverview')],
    ['write that is kept under its key', (api: Api) => api.call('createTask', { body: { projectId: anId(1), title: 'x' }, idempotencyKey: 'key-1' })],
  ])('goes on with a %s while one is offline', async (_, call) => {
    const { api, requests } = anApi([...down.slice(0, 5), json({})], {}, () => true)
    const waking = setInterval(() => api.waits.wake(), 1)
    await call(api)
    clearInterval(waking)
    expect(requests).toHaveLength(6)
  })

  it('waits as long as a busy server asks, offline or not', async () => {
    const { api, requests } = anApi([refusal(429, 'rate_limited', { 'Retry-After': '30' }), json({})], {}, () => true)
    const waits: number[] = []
    api.waits.wait = async (milliseconds) => void waits.push(milliseconds)
    await api.call('startTimer', { body: { taskId: anId(1) } })
    expect([requests.length, waits[0]! >= 30_000]).toEqual([2, true])
  })

  it('stops waiting when it is aborted', async () => {
    const { api } = anApi([new TypeError('offline')])
    const abort = new AbortController()
    const call = api.call('readOverview', { signal: abort.signal })
    setTimeout(() => abort.abort(new Error('left')), 5)
    await expect(call).rejects.toThrow('left')
  })
})

describe('parseOffsets', () => {
  it('reads the header and takes a missing one for nothing', () => {
    expect(parseOffsets(null)).toEqual({})
    expect(parseOffsets('team:x=1')).toEqual({ 'team:x': 1 })
  })
})
