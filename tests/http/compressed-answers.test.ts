// Long answers come compressed to whoever takes it; what holds a secret or has a tag never does.
import { request } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aTask, type Person } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'

describe('answers', () => {
  const world = useWorld()
  let admin: Person
  let board: string
  let taskPath: string
  beforeAll(async () => {
    const company = await aCompany(world)
    admin = company.admin
    const operations = Array.from({ length: 40 }, (_, index) => ({ op: 'create' as const, projectId: company.project.id, title: `Task ${index} ${'word '.repeat(20)}` }))
    await admin.do(endpoints.bulkTasks, { body: { mode: 'atomic', operations } })
    board = `/api/projects/${company.project.id}/board`
    const task = await aTask(admin, company.project.id)
    await admin.do(endpoints.updateTask, { params: { taskId: task.id }, body: { description: 'long '.repeat(5_000) } })
    taskPath = `/api/tasks/${task.id}`
  })

  const raw = (path: string, encoding?: string) => new Promise<{ headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    const headers = { Authorization: `Bearer ${admin.token}`, ...(encoding && { 'Accept-Encoding': encoding }) }
    request(world.url + path, { headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks) }))
    }).on('error', reject).end()
  })

  it('are compressed when they are long and the client takes it, and say the same', async () => {
    const plain = await raw(board)
    const small = await raw(board, 'gzip, br')
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(small.headers['content-encoding']).toBe('gzip')
    expect([plain.headers.vary, small.headers.vary]).toEqual(['Accept-Encoding', 'Accept-Encoding'])
    expect(small.body.length).toBeLessThan(plain.body.length / 4)
    expect(JSON.parse(gunzipSync(small.body).toString())).toEqual(JSON.parse(plain.body.toString()))
    expect(small.headers['cache-control']).toBe('private, no-cache')
  })

  it.each([['gzip;q=0', undefined], ['br, gzip; q=0.000', undefined], ['x-gzip', undefined], ['br;q=0, GZIP;q=0.1', 'gzip']])('for %j come as %s', async (accepted, encoding) => {
    expect((await raw(board, accepted)).headers['content-encoding']).toBe(encoding)
  })

  it('are sent as they are when short or with a tag', async () => {
    expect((await raw('/api/me', 'gzip')).headers['content-encoding']).toBeUndefined()
    const task = await raw(taskPath, 'gzip')
    expect(task.body.length).toBeGreaterThan(20_000)
    expect(task.headers).toMatchObject({ etag: expect.any(String) })
    expect(task.headers['content-encoding']).toBeUndefined()
  })
})
