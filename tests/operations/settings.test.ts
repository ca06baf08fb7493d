// The settings as they are written down: no document forgets one, and each default is the real one.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseEnv } from 'node:util'
import { readConfig, settingNames } from '../../server/config.ts'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

describe('.env.example', () => {
  it('has every setting and no other', () => {
    expect(Object.keys(parseEnv(read('.env.example'))).sort()).toEqual([...settingNames].sort())
  })

  it('S119 says the real defaults: with it the settings are those without it', () => {
    expect(readConfig(parseEnv(read('.env.example')) as Record<string, string>)).toEqual(readConfig({}))
  })
})

describe('docs/operations.md', () => {
  it('has a row for every setting', () => {
    const rows = [...read('docs/operations.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name)
    expect(rows.sort()).toEqual([...settingNames].sort())
  })
})
