// What goes wrong around a transaction: a database that is away, listeners that fail, what the log is told of it.
import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { asProblem } from '../../server/http/on-error.ts'
import { query } from '../../server/kernel/database.ts'
import { createLogger } from '../../server/kernel/logger.ts'
import { systemCaller } from '../../server/kernel/transact.ts'
import { endpoints } from '../../shared/index.ts'
import { aCompany } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld()

describe('a transaction', () => {
  it('answers 503 when no address of the database\'s host takes connections', async () => {
    const refused = Object.assign(new AggregateError([new Error('connect ECONNREFUSED ::1:5432')]), { code: 'ECONNREFUSED' })
    await expect(world.server.kernel.system(() => Promise.reject(refused))).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('is answered as committed though a listener of commits fails', async () => {
    const { admin, project } = await aCompany(world)
    let told = 0
    world.server.kernel.onCommit(() => {
      told += 1
      throw new Error('a listener')
    })
    expect((await admin.call(endpoints.createTask, { body: { projectId: project.id, title: 'Kept' } })).status).toBe(201)
    expect(told).toBe(1)
  })
})

describe('the log', () => {
  it('is not told the statement and parameters that a database error carries', async () => {
    const { organization } = (await aCompany(world)).admin
    const failed = await world.server.kernel.read(systemCaller(organization.id), ({ em }) =>
      query(em, `select $1::text || 'literal-secret', 1 / 0`, ['parameter-secret'])).catch((error: unknown) => error)
    const lines = new PassThrough()
    createLogger('info', lines).error({ err: asProblem(failed).cause }, 'request failed')
    const line = String(lines.read())
    expect(line).toContain('division by zero')
    expect(line).not.toMatch(/parameter-secret|literal-secret/)
  })
})
