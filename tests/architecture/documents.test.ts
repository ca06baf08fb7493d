// The documents say what the code says: generated parts are fresh, links lead somewhere, nothing names a machine.
import { execFileSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...globSync('docs/**/*.md'), ...globSync('examples/*.md')]

it('S131 the permission table and the data model are those of the code', () => {
  execFileSync(process.execPath, ['scripts/generate-docs.ts', '--check'], { stdio: 'pipe' })
}, 60_000)

it('S133 links between documents lead somewhere', () => {
  const broken = documents.flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
    .map(([, target]) => join(dirname(path), target!)).filter((target) => !existsSync(target)).map((target) => `${path} -> ${target}`))
  expect(broken).toEqual([])
})

it('RT rules that tests quote are in docs/realtime.md', () => {
  const rules = new Set([...readFileSync('docs/realtime.md', 'utf8').matchAll(/\*\*(RT\d+)\*\*/g)].map(([, rule]) => rule))
  const quoted = new Set(globSync('tests/**/*.ts').flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/\bRT\d+\b/g)].map(([rule]) => rule)))
  expect([...quoted].filter((rule) => !rules.has(rule))).toEqual([])
  expect(rules.size).toBe(22)
})
