// A disk that a test fills up: a file system of a few megabytes in memory. Only root may mount one.
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export class SmallDisk {
  readonly path: string

  private constructor(path: string) {
    this.path = path
  }

  /** Null, and said loudly, where nobody may mount. */
  static mount(megabytes: number): SmallDisk | null {
    const path = mkdtempSync(join(tmpdir(), 'lockstep-disk-'))
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path]).status === 0) return new SmallDisk(path)
    rmdirSync(path)
    console.warn('\n*** SKIPPED: full disks (F31), which need the right to mount a small one. ***\n')
    return null
  }

  /** Until not one byte more has room. */
  fill(): void {
    const file = openSync(join(this.path, 'filler'), 'a')
    try {
      for (const block of [Buffer.alloc(64 * 1024), Buffer.alloc(1)]) writeUntilFull(file, block)
    } finally {
      closeSync(file)
    }
  }

  empty(): void {
    rmSync(join(this.path, 'filler'), { force: true })
  }

  remove(): void {
    spawnSync('umount', ['-l', this.path])
    rmdirSync(this.path)
  }
}

function writeUntilFull(file: number, block: Buffer): void {
  for (;;) {
    try {
      writeSync(file, block)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return
      throw error
    }
  }
}
