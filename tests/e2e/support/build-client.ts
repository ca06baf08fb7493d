// Once per run, before any browser: builds the client when dist/client is missing or older than what it is made of.
import { execFileSync } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../', import.meta.url))

export default function buildClient(): void {
  if (!process.env.TEST_CHROMIUM) return
  const built = changedAt('dist/client/index.html')
  const sources = globSync('{client,shared}/**/*.{ts,svelte,css,html,js,svg,json}', { cwd: root })
  if (built > 0 && [...sources, 'vite.config.ts', 'package-lock.json'].every((path) => changedAt(path) <= built)) return
  execFileSync(process.execPath, [join('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: root, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' },
  })
}

function changedAt(path: string): number {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0
}
