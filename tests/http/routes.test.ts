// Routes and methods (X62): with and without a trailing slash, 405, HEAD and OPTIONS, ETags, health and metrics.
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aTask, type Person } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld()
let admin: Person
let taskId: string
let projectId: string
beforeAll(async () => {
  const company = await aCompany(world)
  admin = company.admin
  projectId = company.project.id
  taskId = (await aTask(admin, company.project.id)).id
})

const ask = (path: string, init: RequestInit = {}) =>
  fetch(world.url + path, { ...init, headers: { Authorization: `Bearer ${admin.token}`, ...init.headers as Record<string, string> } })

describe('an address', () => {
  it('answers with and without a trailing slash', async () => {
    for (const path of ['/api/teams', `/api/tasks/${taskId}`, '/api/auth/profile', '/api/openapi.json']) {
      const [plain, slashed] = [await ask(path), await ask(`${path}/`)]
      expect([plain.status, slashed.status], path).toEqual([200, 200])
      expect(await slashed.json(), path).toEqual(await plain.json())
    }
    const body = JSON.stringify({ name: 'Team' })
    expect((await ask('/api/teams/', { method: 'POST', body, headers: { 'Content-Type': 'application/json' } })).status).toBe(201)
  })

  it.each(['PUT', 'DELETE', 'PATCH'])('answers %s with 405 where it is not taken', async (method) => {
    for (const path of ['/api/teams', '/api/teams/']) {
      const response = await ask(path, { method })
      expect([response.status, response.headers.get('content-type')]).toEqual([405, 'application/problem+json'])
    }
  })

  it('answers HEAD like GET without a body', async () => {
    const [get, head] = [await ask(`/api/tasks/${taskId}`), await ask(`/api/tasks/${taskId}`, { method: 'HEAD' })]
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, get.headers.get('etag'), ''])
    expect((await fetch(`${world.url}/api/tasks/${taskId}`, { method: 'HEAD' })).status).toBe(401)
  })

  it('gives other origins nothing by OPTIONS', async () => {
    const response = await ask('/api/teams', { method: 'OPTIONS', headers: { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' } })
    expect([404, 405]).toContain(response.status)
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  it.each(['TRACE', 'CONNECT'])('%s is no method here', async (method) => {
    const { sendRaw } = await import('./raw.ts')
    const { status, body } = await sendRaw(world.url, [`${method} /api/teams HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer secret-token\r\n\r\n`], 1000)
    expect([0, 400, 404, 405, 501]).toContain(status)
    expect(body).not.toContain('secret-token')
  })
})

describe('ETags', () => {
  it('S121 If-None-Match answers 304 without body, a changed resource 200', async () => {
    const first = await ask(`/api/projects/${projectId}`)
    const etag = first.headers.get('etag')!
    expect(etag).toBe('"1"')
    const same = await ask(`/api/projects/${projectId}`, { headers: { 'If-None-Match': etag } })
    expect([same.status, await same.text(), same.headers.get('etag')]).toEqual([304, '', etag])
    await admin.do(endpoints.updateProject, { params: { projectId }, body: { name: 'Changed' }, headers: { 'If-Match': etag } })
    const changed = await ask(`/api/projects/${projectId}`, { headers: { 'If-None-Match': etag } })
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"'])
    const stale = await admin.call(endpoints.updateProject, { params: { projectId }, body: { name: 'Again' }, headers: { 'If-Match': etag } })
    expect([stale.status, stale.problem.code]).toEqual([412, 'precondition_failed'])
    expect((stale.problem.data as { current: { version: number } }).current.version).toBe(2)
  })

  it('If-None-Match takes lists, weak tags and the star (RFC 9110)', async () => {
    const etag = (await ask(`/api/projects/${projectId}`)).headers.get('etag')!
    for (const value of [`"0", ${etag}`, `W/${etag}`, '*']) {
      expect((await ask(`/api/projects/${projectId}`, { headers: { 'If-None-Match': value } })).status, value).toBe(304)
    }
  })

  it('If-None-Match is passed over where a version does not count all that is told', async () => {
    const etag = (await ask(`/api/tasks/${taskId}`)).headers.get('etag')!
    await admin.do(endpoints.createComment, { params: { taskId }, body: { body: 'Counted, but no new version' } })
    const task = await ask(`/api/tasks/${taskId}`, { headers: { 'If-None-Match': etag } })
    expect([task.status, task.headers.get('etag'), await task.json()]).toMatchObject([200, etag, { commentCount: 1 }])
  })
})

describe('health', () => {
  it('/healthz and /readyz say so without a token, and nothing else', async () => {
    for (const [path, status] of [['/healthz', 'ok'], ['/readyz', 'ready']]) {
      const response = await fetch(world.url + path)
      expect([response.status, await response.json()]).toEqual([200, { status }])
    }
  })

  it('/metrics are Prometheus text without ids, names or tokens', async () => {
    const response = await fetch(`${world.url}/metrics`)
    const text = await response.text()
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/)
    expect(text).toMatch(/lockstep_http_request_seconds_count\{[^}]*status="2xx"[^}]*\} [1-9]/)
    expect(text).toMatch(/lockstep_events_appended_total [1-9]/)
    for (const secret of [admin.token, admin.organization.id, admin.membership.id, admin.email, taskId]) expect(text).not.toContain(secret)
  })
})
