// What production refuses at start, by real processes, and the database login on a real PostgreSQL.
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { freshDatabase, postgresUrl } from '../support/world.ts'
import { freePort, run, type Run } from './run.ts'

vi.setConfig({ testTimeout: 90_000 })

const SECRET_KEY = 'Zt4-pQ8_vN2xLk7cRw9sYb3mHj6fDg5aUe1iOo0y'
let runs: Run[] = []

afterEach(async () => {
  for (const { process } of runs) process.kill('SIGKILL')
  await Promise.all(runs.map(({ ended }) => ended))
  runs = []
})

function start(settings: Record<string, string>): Run {
  const started = run({ NODE_ENV: 'production', PORT: '0', ...settings })
  runs.push(started)
  return started
}

async function refusal(settings: Record<string, string>): Promise<string> {
  const started = start(settings)
  expect((await started.ended).code).toBe(1)
  return started.output()
}

describe('production refuses to start, in one line that names the setting,', () => {
  const nowhere = 'postgres://lockstep@127.0.0.1:1/lockstep'

  it.each([
    ['with a short secret', { SECRET_KEY: 'short' }, /^Lockstep cannot start: SECRET_KEY is not usable: [^\n]+\n$/],
    ['with a default secret', { SECRET_KEY: `change-me-${SECRET_KEY}` }, /^Lockstep cannot start: SECRET_KEY is a default[^\n]+\n$/],
    ['without a secret on PostgreSQL', { DATABASE_URL: nowhere }, /^Lockstep cannot start: SECRET_KEY is required[^\n]+\n$/],
    ['with limits off said once only', { LIMITS: 'off' }, /^Lockstep cannot start: LIMITS may be off[^\n]+\n$/],
    ['with Redis but no PostgreSQL', { REDIS_URL: 'redis://127.0.0.1' }, /^Lockstep cannot start: REDIS_URL is for several[^\n]+\n$/],
    ['with an unknown environment', { NODE_ENV: 'prod' }, /^Lockstep cannot start: NODE_ENV is not usable: [^\n]+\n$/],
  ])('%s', async (_, settings, line) => {
    expect(await refusal(settings as Record<string, string>)).toMatch(line)
  })
})

describe.skipIf(!postgresUrl)('on PostgreSQL', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>
  let privilegedUrl: string
  beforeAll(async () => {
    database = await freshDatabase()
    const url = new URL(postgresUrl!)
    url.pathname = `/${database.name}`
    privilegedUrl = url.toString()
  })
  afterAll(() => database.drop())

  it('production refuses a login that can bypass row-level security', async () => {
    expect(await refusal({ DATABASE_URL: privilegedUrl, SECRET_KEY })).toMatch(
      /^Lockstep cannot start: DATABASE_URL signs in as "[^"]+", which can bypass row-level security[^\n]+\n$/)
  })

  it('elsewhere the same login only warns', async () => {
    const port = await freePort()
    const started = start({
      NODE_ENV: 'development', DATABASE_URL: privilegedUrl, SECRET_KEY, PORT: String(port), LOG_LEVEL: 'warn',
    })
    expect((await fetch(`${await started.ready}/readyz`)).status).toBe(200)
    expect(started.output()).toContain('can bypass row-level security')
  })

  it('S115 S119 production runs with an ordinary owner, and two nodes may start at once on an empty database', async () => {
    const empty = await freshDatabase()
    try {
      const ports = [await freePort(), await freePort()]
      const nodes = ports.map((port) => start({ DATABASE_URL: empty.url, SECRET_KEY, PORT: String(port) }))
      for (const node of nodes) expect((await fetch(`${await node.ready}/readyz`)).status).toBe(200)
      for (const node of nodes) node.process.kill('SIGTERM')
      for (const node of nodes) expect(await node.ended).toEqual({ code: 0, signal: null })
    } finally {
      await empty.drop()
    }
  })
})
