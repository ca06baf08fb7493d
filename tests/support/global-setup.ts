// Once per test run: migrates an in-memory database and one of PostgreSQL, so that each test file starts from a copy.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { entities } from '../../server/features/index.ts'
import { openDatabase, type Database } from '../../server/kernel/database.ts'
import { Jobs } from '../../server/kernel/jobs.ts'
import { createLogger } from '../../server/kernel/logger.ts'
import { freshDatabase, postgresUrl } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext { databaseDump: string; databaseTemplate: string | undefined }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const embedded = await migrated()
  // Else each copy would begin by doing again what the log of its template says.
  await embedded.pglite!.exec('checkpoint')
  const dump = await embedded.pglite!.dumpDataDir('none')
  await embedded.close()
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-tests-'))
  const file = join(folder, 'database.tar')
  writeFileSync(file, Buffer.from(await dump.arrayBuffer()))
  project.provide('databaseDump', file)
  const template = postgresUrl ? await freshDatabase() : undefined
  if (template) await (await migrated(template.url)).close()
  project.provide('databaseTemplate', template?.name)
  return async () => {
    rmSync(folder, { recursive: true })
    await template?.drop()
  }
}

async function migrated(url?: string): Promise<Database> {
  const logger = createLogger('fatal')
  const database = await openDatabase({ entities, logger, url })
  const jobs = await Jobs.start(database, url, logger, [])
  await jobs.stop()
  return database
}
