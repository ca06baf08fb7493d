// The product as it was before its newest migration, out of the project's own history: what still runs while a release is rolled out.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..', '..')

export interface FormerRelease {
  /** Where its server/main.ts is. */
  readonly root: string
  /** The migrations that came after it. */
  readonly migrations: string[]
  remove(): void
}

/** Null, and said loudly, where there is no history: in an archive of the sources, or a copy of the last commit only. */
export function formerRelease(): FormerRelease | null {
  const newest = git('log', '-1', '--diff-filter=A', '--format=%H', '--', 'server/migrations/[0-9]*.ts')?.trim()
  const sources = newest && gitBytes('archive', `${newest}~1`, 'server', 'shared', 'package.json')
  if (!newest || !sources) {
    console.warn('\n*** SKIPPED: a migration while the former release serves (F33), which needs the history of the project. ***\n')
    return null
  }
  const root = mkdtempSync(join(tmpdir(), 'lockstep-former-'))
  writeFileSync(join(root, 'sources.tar'), sources)
  spawnSync('tar', ['-xf', 'sources.tar'], { cwd: root })
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'))
  const migrations = git('diff', '--name-only', '--diff-filter=A', `${newest}~1`, newest, '--', 'server/migrations')!.trim().split('\n')
  return { root, migrations, remove: () => rmSync(root, { recursive: true, force: true }) }
}

const git = (...options: string[]) => gitBytes(...options)?.toString()

function gitBytes(...options: string[]): Buffer | null {
  const { status, stdout } = spawnSync('git', options, { cwd: ROOT, maxBuffer: 256 * 1024 ** 2 })
  return status === 0 && stdout.length > 0 ? stdout : null
}
