// A whole server for a test file: real HTTP, real sockets, on in-memory PGlite (or PostgreSQL), on a free port.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, inject } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { deriveSecrets } from '../../server/kernel/secrets.ts'
import type { BodyTimes } from '../../server/http/body.ts'
import { createLogger } from '../../server/kernel/logger.ts'
import { startServer, type RunningServer } from '../../server/server.ts'
import { TemplateFiles } from './embedded-template.ts'
import { freshDatabase, postgresUrl } from './postgres.ts'

export type Backend = 'pglite' | 'postgres'

export interface World {
  readonly server: RunningServer
  readonly url: string
  readonly backend: Backend
  /** The folder of this server alone; gone with it. */
  readonly dataDir: string
}

interface WorldOptions {
  backend?: Backend
  /** Settings beside the usual ones of tests. */
  settings?: Record<string, string>
  bodyTimes?: BodyTimes
  /** Takes the log, all of it. */
  log?: { write(line: string): void }
  /** Members are told of events as they happen. Else a test asks for it (`server.notifier.settle`), so that no event comes between. */
  notify?: boolean
}

const SETTINGS = {
  NODE_ENV: 'test', PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'fatal', LIMITS: 'off', BCRYPT_COST: '4',
  SECRET_KEY: 'tests-only-0123456789-abcdefghijklmnopqrstuvwxyz',
}

/** The keys of every server of the tests. */
export const secretsOfTests = () => deriveSecrets(SETTINGS.SECRET_KEY)

/** Starts a server before the file's tests and stops it after them. Read it inside tests only. */
export function useWorld(options: WorldOptions = {}): World {
  let running: { world: World; stop: () => Promise<void> } | undefined
  beforeAll(async () => {
    running = await startWorld(options)
  }, 60_000)
  afterAll(async () => running?.stop(), 30_000)
  const get = () => {
    if (!running) throw new Error('The world is there inside tests only')
    return running.world
  }
  return {
    get server() { return get().server },
    get url() { return get().url },
    get backend() { return get().backend },
    get dataDir() { return get().dataDir },
  }
}

/** `TEST_BACKEND=pglite|postgres`: everything that can choose runs on this database, once. */
const onlyBackend = readOnlyBackend(process.env.TEST_BACKEND)

function readOnlyBackend(text: string | undefined): Backend | undefined {
  if (!text) return undefined
  if (text === 'pglite' || text === 'postgres') return text
  throw new Error(`TEST_BACKEND is "${text}", not pglite or postgres`)
}

/** Where a suite runs that does not say it. */
const usualBackend: Backend = onlyBackend ?? 'pglite'

/** Starts a server by hand; the caller stops it. */
export async function startWorld({ backend = usualBackend, settings = {}, bodyTimes, log, notify = false }: WorldOptions = {}): Promise<{ world: World; stop: () => Promise<void> }> {
  const place = backend === 'postgres' ? await freshDatabase(inject('databaseTemplate')) : undefined
  const dataDir = mkdtempSync(join(tmpdir(), 'lockstep-test-'))
  const config = readConfig({ ...SETTINGS, DATA_DIR: dataDir, ...(place && { DATABASE_URL: place.url }), ...settings })
  const memory = place ? undefined : new TemplateFiles(inject('databaseDump'))
  const server = await startServer(config, { memory, logger: log ? createLogger('trace', log) : createLogger(config.LOG_LEVEL), notify, ...(bodyTimes && { bodyTimes }) })
  const world: World = { server, backend, dataDir, url: `http://127.0.0.1:${server.port}` }
  return {
    world,
    stop: async () => {
      await server.close()
      await place?.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export const redisUrl = process.env.TEST_REDIS_URL || undefined
export { freshDatabase, postgresUrl }

/** The databases that a contract suite runs on; each title is said in the test's name. */
export const backends: Backend[] = onlyBackend ? [onlyBackend] : postgresUrl ? ['pglite', 'postgres'] : ['pglite']
