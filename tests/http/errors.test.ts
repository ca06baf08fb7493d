// Errors on the wire (X58): whatever goes wrong is problem+json, strict, and tells nothing of the inside.
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { problem } from '../../shared/errors.ts'
import { aCompany, type Person } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { asOwner } from '../tenancy/owner.ts'
import { aFurnishedCompany } from '../tenancy/company.ts'

const INSIDE = /\bat .*\.[jt]s|\.ts:|node_modules|\/home\/|\/tmp\/|\/usr\/|\bselect\b.*\bfrom\b|\binsert into\b|\bupdate\b.*\bset\b|relation "|column "|constraint|pg_|mikro|kysely|SqlError|DriverException|TypeError|stack/i

const world = useWorld()
let admin: Person
let projectId: string
let taskId: string
beforeAll(async () => {
  const company = await aCompany(world)
  admin = company.admin
  projectId = company.project.id
  taskId = (await aFurnishedCompany(world, 'X')).task.id
})

interface Asked { method?: string; path: string; body?: string; headers?: Record<string, string>; token?: string | null }

const ask = ({ method = 'GET', path, body, headers, token = admin.token }: Asked) => fetch(`${world.url}${path}`, {
  method, ...(body !== undefined && { body }),
  headers: { ...(token !== null && { Authorization: `Bearer ${token}` }), ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
})

async function expectProblem(asked: Asked, status: number, code: string) {
  const response = await ask(asked)
  const text = await response.text()
  expect([response.status, response.headers.get('content-type')], `${asked.method} ${asked.path.slice(0, 80)} ${text.slice(0, 300)}`).toEqual([status, 'application/problem+json'])
  const told = problem.parse(JSON.parse(text))
  expect([told.status, told.code, told.type]).toEqual([status, code, `urn:lockstep:error:${code}`])
  expect(told.traceId).toBe(response.headers.get('request-id'))
  expect(text).not.toMatch(INSIDE)
  expect(response.headers.get('x-powered-by')).toBeNull()
  expect(response.headers.get('server')).toBeNull()
  return told
}

const task = (fields: Record<string, unknown>) => ({ method: 'POST', path: '/api/tasks', body: JSON.stringify({ projectId, title: 'Task', ...fields }) })

describe('X58 forced errors', () => {
  it.each<[string, () => Asked, number, string]>([
    ['no token', () => ({ path: '/api/teams', token: null }), 401, 'unauthenticated'],
    ['a nonsense token', () => ({ path: '/api/teams', token: 'x' }), 401, 'unauthenticated'],
    ['another scheme', () => ({ path: '/api/teams', token: null, headers: { Authorization: 'Basic YTpi' } }), 401, 'unauthenticated'],
    ['an unknown path', () => ({ path: '/api/nothing' }), 404, 'not_found'],
    ['an unknown file', () => ({ path: '/assets/nothing.js' }), 404, 'not_found'],
    ['a path that climbs', () => ({ path: '/assets/%2e%2e/%2e%2e/package.json' }), 404, 'not_found'],
    ['an id that is none', () => ({ path: '/api/tasks/1' }), 404, 'not_found'],
    ['an id that is SQL', () => ({ path: `/api/tasks/${encodeURIComponent(`' or 1=1 --`)}` }), 404, 'not_found'],
    ['an id with a zero byte', () => ({ path: '/api/tasks/%00' }), 404, 'not_found'],
    ['a percent sign alone', () => ({ path: '/api/tasks/%' }), 404, 'not_found'],
    ['an id of nobody', () => ({ path: `/api/tasks/${randomUUID()}` }), 404, 'not_found'],
    ['another organization\'s id', () => ({ path: `/api/tasks/${taskId}` }), 404, 'not_found'],
    ['another method', () => ({ method: 'DELETE', path: '/api/tasks' }), 405, 'method_not_allowed'],
    ['a wrong query', () => ({ path: '/api/tasks?limit=x' }), 422, 'validation_failed'],
    ['an unknown query', () => ({ path: '/api/tasks?organizationId=1' }), 422, 'validation_failed'],
    ['a cursor of nobody', () => ({ path: '/api/tasks?cursor=WyJhIl0' }), 422, 'validation_failed'],
    ['a cursor of other types', () => ({ path: `/api/tasks?cursor=${Buffer.from('["x","y"]').toString('base64url')}` }), 422, 'validation_failed'],
    ['malformed JSON', () => ({ method: 'POST', path: '/api/tasks', body: '{"title": }' }), 400, 'malformed_json'],
    ['an empty body', () => ({ method: 'POST', path: '/api/tasks', body: '' }), 400, 'malformed_json'],
    ['bytes that are not UTF-8', () => ({ method: 'POST', path: '/api/tasks', body: Buffer.from([0x22, 0xff, 0x22]) as unknown as string }), 400, 'malformed_json'],
    ['JSON of another type', () => ({ method: 'POST', path: '/api/tasks', body: '[]' }), 422, 'validation_failed'],
    ['null', () => ({ method: 'POST', path: '/api/tasks', body: 'null' }), 422, 'validation_failed'],
    ['deep nesting', () => ({ method: 'POST', path: '/api/tasks', body: '['.repeat(60_000) }), 400, 'malformed_json'],
    ['a form', () => ({ method: 'POST', path: '/api/tasks', body: 'title=x', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }), 415, 'unsupported_media_type'],
    ['plain text', () => ({ method: 'POST', path: '/api/tasks', body: '{}', headers: { 'Content-Type': 'text/plain' } }), 415, 'unsupported_media_type'],
    ['a zero byte in a text', () => task({ title: 'a\0b' }), 422, 'validation_failed'],
    ['half a surrogate pair', () => task({ title: 'a\ud800b' }), 422, 'validation_failed'],
    ['an unknown status', () => task({ statusId: randomUUID() }), 422, 'invalid_reference'],
    ['a stale If-Match', () => ({ method: 'PATCH', path: '/api/organization', body: '{"accent":"red"}', headers: { 'If-Match': '"99"' } }), 412, 'precondition_failed'],
    ['a strange If-Match', () => ({ method: 'PATCH', path: '/api/organization', body: '{"accent":"red"}', headers: { 'If-Match': 'x' } }), 412, 'precondition_failed'],
    ['the last admin', () => ({ method: 'PATCH', path: `/api/members/${admin.membership.id}`, body: '{"role":"employee"}' }), 409, 'last_admin'],
    ['a foreign origin at sign-in', () => ({ method: 'POST', path: '/api/auth/refresh', body: '{}', headers: { Origin: 'https://evil.example', 'Lockstep-Client': 'browser' } }), 403, 'bad_origin'],
    ['a prototype in JSON', () => ({ method: 'POST', path: '/api/tasks', body: `{"__proto__":{"admin":true},"projectId":"${projectId}","title":"x"}` }), 422, 'validation_failed'],
  ])('%s', async (_, asked, status, code) => {
    await expectProblem(asked(), status, code)
  })

  it('a failing database is a 500 that says nothing but a trace id', async () => {
    const before = await asOwner(world, async (ask) => {
      await ask('alter table labels rename to labels_away')
      return true
    })
    try {
      expect(before).toBe(true)
      const told = await expectProblem({ method: 'POST', path: `/api/projects/${projectId}/labels`, body: '{"name":"Label"}' }, 500, 'internal')
      expect(told.detail).toBe('Something went wrong on our side. The trace id helps to find it.')
    } finally {
      await asOwner(world, (ask) => ask('alter table labels_away rename to labels'))
    }
    expect((await ask({ path: '/api/teams' })).status).toBe(200)
  })
})

describe('422 says where', () => {
  it.each<[Record<string, unknown>, string, string]>([
    [{ title: '' }, '/title', 'too_small'], [{ title: 7 }, '/title', 'invalid_type'], [{ titel: 'x' }, '/titel', 'unknown_field'],
    [{ 'a/b~c': 1 }, '/a~1b~0c', 'unknown_field'], [{ assigneeIds: ['x'] }, '/assigneeIds/0', 'invalid_format'], [{ priority: 'huge' }, '/priority', 'invalid_value'],
    [{ dueAt: 'tomorrow' }, '/dueAt', 'invalid_format'], [{ progress: 101 }, '/progress', 'too_big'],
  ])('%j at %s', async (fields, pointer, code) => {
    const { errors } = await expectProblem(task(fields), 422, 'validation_failed')
    expect(errors!.map((error) => [error.pointer, error.code])).toEqual([[pointer, code]])
  })

  it.each(['id', 'organizationId', 'role', 'createdById', 'createdAt', 'isAdmin', 'version', 'key', 'number', 'rank', 'teamId', 'deletedAt'])(
    'X16 a task takes no %s from outside', async (field) => {
      const { errors } = await expectProblem(task({ [field]: field === 'id' ? 1 : 'x' }), 422, 'validation_failed')
      expect(errors![0]!.pointer).toBe(`/${field}`)
    })

  it('names many errors at once, but never more than a hundred', async () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`field${index}`, 1]))
    const { errors, detail } = await expectProblem(task(many), 422, 'validation_failed')
    expect(errors!.length).toBeLessThanOrEqual(100)
    expect(detail.length).toBeLessThanOrEqual(1000)
  })
})
