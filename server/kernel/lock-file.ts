// The lock of a data folder: one process at a time may open the embedded database.
import { readFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

export interface Lock {
  /** Gives the folder free. May be called twice. */
  release(): void
}

/** Another process has the data folder; the message is one line that can be shown as it is. */
export class LockedError extends Error {
  override readonly name = 'DataDirInUse'
  readonly pid: number | undefined
  constructor(dataDir: string, pid: number | undefined) {
    super(`${dataDir} is in use by another process${pid ? ` (pid ${pid})` : ''}. Stop it, or give this one its own DATA_DIR.`)
    this.pid = pid
  }
}

// A lock that was garbage collected would be given free, so those in use are kept here.
const held = new Set<DatabaseSync>()

/**
 * Takes the data folder for this process, or throws LockedError. The folder is made if it is missing.
 *
 * The lock is SQLite's reserved lock on an empty file: `fcntl` on Linux and macOS, `LockFileEx` on Windows. The system
 * itself gives it free when the process ends, however it ends, and grants it to exactly one. A file with a pid cannot do
 * either: a stale one must be judged and replaced, and two starts may both do so. Like the databases' own files, the
 * folder must not lie on a network drive whose locks are not real.
 */
export function acquireLock(dataDir: string): Lock {
  mkdirSync(dataDir, { recursive: true })
  const pidFile = join(dataDir, 'lock.pid')
  const database = new DatabaseSync(join(dataDir, 'lock'), { timeout: 200 })
  try {
    database.exec('begin immediate')
  } catch (error) {
    database.close()
    throw isBusy(error) ? new LockedError(dataDir, readPid(pidFile)) : error
  }
  held.add(database)
  writeFileSync(pidFile, `${process.pid}\n`)
  return {
    release: () => {
      if (!held.delete(database)) return
      rmSync(pidFile, { force: true })
      database.close()
    },
  }
}

const SQLITE_BUSY = 5

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY
}

/** Only for the message: the pid is that of the last one who took the lock. */
function readPid(file: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || undefined
  } catch {
    return undefined
  }
}
