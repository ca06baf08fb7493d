// The database's login (X52, X59): one that can bypass row-level security is refused in production, unless said twice.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { inspectLogin } from '../../server/kernel/database.ts'
import { createLogger } from '../../server/kernel/logger.ts'
import { startServer } from '../../server/server.ts'
import { freshDatabase, postgresUrl } from '../support/world.ts'

const KEY = 'Zt4-pQ8_vN2xLk7cRw9sYb3mHj6fDg5aUe1iOo0y'

describe.skipIf(!postgresUrl)('the login of DATABASE_URL (needs TEST_DATABASE_URL)', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>
  let privileged: string
  beforeAll(async () => {
    database = await freshDatabase()
    const url = new URL(postgresUrl!)
    url.pathname = `/${database.name}`
    privileged = url.toString()
  })
  afterAll(() => database.drop())

  const start = (settings: Record<string, string>) => startServer(
    readConfig({ NODE_ENV: 'production', PORT: '0', HOST: '127.0.0.1', SECRET_KEY: KEY, ...settings }), { logger: createLogger('silent') })

  it('is seen through', async () => {
    expect(await inspectLogin(privileged)).toMatchObject({ privileged: true })
    expect(await inspectLogin(database.url)).toMatchObject({ privileged: false, name: 'lockstep_test_owner' })
  })

  it('X59 is refused in production when it can bypass, before anything is made', async () => {
    await expect(start({ DATABASE_URL: privileged })).rejects.toMatchObject({ setting: 'DATABASE_URL', message: expect.stringContaining('bypass row-level security') as string })
  })

  it('is taken when said twice, and as an ordinary owner', async () => {
    const server = await start({ DATABASE_URL: database.url })
    expect((await fetch(`http://127.0.0.1:${server.port}/readyz`)).status).toBe(200)
    await server.close()
    const said = await start({ DATABASE_URL: privileged, ALLOW_PRIVILEGED_DATABASE_LOGIN: 'true' })
    expect((await fetch(`http://127.0.0.1:${said.port}/readyz`)).status).toBe(200)
    await said.close()
  }, 60_000)
})
