// Nodes of the product in this process over one fresh PostgreSQL database and one folder of files, as a cluster would run them.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { createLogger } from '../../../server/kernel/logger.ts'
import { readConfig } from '../../../server/config.ts'
import { startServer } from '../../../server/server.ts'
import { freshDatabase, type World } from '../../support/world.ts'

export const SETTINGS = {
  NODE_ENV: 'test', PORT: '0', HOST: '127.0.0.1', LIMITS: 'off', BCRYPT_COST: '4',
  LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'fatal',
  SECRET_KEY: 'tests-only-0123456789-abcdefghijklmnopqrstuvwxyz',
}

export interface Nodes {
  readonly databaseUrl: string
  /** One more node over the same database. */
  start(settings?: Record<string, string>): Promise<World>
  /** Stops all nodes and drops the database. */
  stop(): Promise<void>
}

/** A fresh database for nodes that the caller starts. */
export async function nodesOverOneDatabase(): Promise<Nodes> {
  const place = await freshDatabase(inject('databaseTemplate'))
  const dataDir = mkdtempSync(join(tmpdir(), 'lockstep-nodes-'))
  const started: World[] = []
  return {
    databaseUrl: place.url,
    async start(settings = {}) {
      const config = readConfig({ ...SETTINGS, DATA_DIR: dataDir, DATABASE_URL: place.url, ...settings })
      const server = await startServer(config, { logger: createLogger(config.LOG_LEVEL) })
      const world: World = { server, backend: 'postgres', dataDir, url: `http://127.0.0.1:${server.port}` }
      started.push(world)
      return world
    },
    async stop() {
      for (const { server } of started) await server.close()
      await place.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
