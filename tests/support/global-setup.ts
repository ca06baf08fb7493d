// Once per test run: migrates an in-memory database and dumps it, so that each test file starts from the dump.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { entities } from '../../server/features/index.ts'
import { openDatabase } from '../../server/kernel/database.ts'
import { Jobs } from '../../server/kernel/jobs.ts'
import { createLogger } from '../../server/kernel/logger.ts'

declare module 'vitest' {
  interface ProvidedContext { databaseDump: string }
}

export default async function setup(project: TestProject): Promise<() => void> {
  const logger = createLogger('fatal')
  const database = await openDatabase({ entities, logger })
  const jobs = await Jobs.start(database, undefined, logger, [])
  await jobs.stop()
  const dump = await database.pglite!.dumpDataDir('none')
  await database.close()
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-tests-'))
  const file = join(folder, 'database.tar')
  writeFileSync(file, Buffer.from(await dump.arrayBuffer()))
  project.provide('databaseDump', file)
  return () => rmSync(folder, { recursive: true })
}
