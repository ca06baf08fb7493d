// Every case is in the registry once, and each that is not waiting has a test that names it.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { cases, type Case } from './cases.ts'

const all: readonly Case[] = cases
const source = (file: string) => readFileSync(file, 'utf8')

it('the registry has F01 to F40, each once and in order', () => {
  expect(all.map(({ id }) => id)).toEqual(Array.from({ length: 40 }, (_, index) => `F${String(index + 1).padStart(2, '0')}`))
})

it.each(all.filter((one) => 'shown' in one))('$id is named by its test', (one) => {
  const text = source(one.shown)
  if (!('rounds' in one)) return expect(text).toMatch(new RegExp(`\\b${one.id}\\b`))
  // The runner of the long form finds it by its title, and its counts by what it tells.
  expect(text).toMatch(new RegExp(`['\`]${one.id} `))
  expect(text).toContain(`roundsOf('${one.id}')`)
  expect(text).toMatch(new RegExp(`(told|nothingIsLost)\\('${one.id}', `))
  expect(one.rounds.long).toBeGreaterThan(one.rounds.short)
})

it('docs/reliability.md has a row for each', () => {
  const rows = source('docs/reliability.md').split('\n').filter((line) => /^\| F\d\d /.test(line)).map((line) => line.slice(2, 5))
  expect(rows).toEqual(all.map(({ id }) => id))
})
