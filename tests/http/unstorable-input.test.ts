// What the database could not take is refused with 422 before it gets there (S113).
import { describe, expect, it } from 'vitest'
import type { Endpoint } from '../../shared/endpoint.ts'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aTask } from '../support/factories.ts'
import { call } from '../support/http.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld()
const cursorOf = (values: unknown) => Buffer.from(JSON.stringify(values)).toString('base64url')
const MADE_UP = [[], ['x'], [-1], [1.5], [null], ['x', 'y'], ['a\0', 'y'], [1, 2], [null, null], ['0000-01-01T00:00:00.000Z', 'y'], 'x', {}]

describe('S113 input that cannot be stored', () => {
  it('is refused as a cursor of every list', async () => {
    const { admin, project, team } = await aCompany(world)
    const task = await aTask(admin, project.id)
    const lists = (Object.values(endpoints) as Endpoint[]).filter(({ query }) => query && 'cursor' in (query as { shape?: object }).shape!)
    expect(lists.length).toBeGreaterThan(6)
    const params = { taskId: task.id, projectId: project.id, teamId: team.id, memberId: admin.membership.id } as never
    for (const endpoint of lists) {
      for (const values of [...MADE_UP, undefined]) {
        const cursor = values === undefined ? 'not base64url' : cursorOf(values)
        const { status, problem } = await call(world.url, admin.token, endpoint, { params, query: { cursor } as never })
        expect([endpoint.id, values, status, problem.errors?.[0]?.pointer]).toEqual([endpoint.id, values, 422, '?cursor'])
      }
    }
  })

  it('is refused in filters, references and times', async () => {
    const { admin, project } = await aCompany(world)
    for (const query of [{ text: '\0' }, { key: '\0-1' }, { dueBefore: '0000-01-01T00:00:00Z' }, { updatedAfter: '9999-12-31T23:59:59-12:00' }]) {
      expect((await admin.call(endpoints.listTasks, { query })).status, JSON.stringify(query)).toBe(422)
    }
    const body = { projectId: project.id, title: 'Then', dueAt: '0000-01-01T00:00:00Z' }
    expect((await admin.call(endpoints.createTask, { body })).problem.errors?.[0]?.pointer).toBe('/dueAt')
    const bulk = { mode: 'independent' as const, operations: [{ op: 'create' as const, projectId: project.id, title: 'x', ref: 'a\0' }] }
    const answer = await admin.call(endpoints.bulkTasks, { body: bulk, headers: { 'Idempotency-Key': 'unstorable' } })
    expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, '/operations/0/ref'])
  })
})
