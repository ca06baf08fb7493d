// The requirements as Markdown tables, each with the test files that name it in a title.
import { globSync, readFileSync } from 'node:fs'
import { areas, shownOtherwise } from '../../tests/architecture/requirements.ts'

const TITLES = /\b(?:it|test|describe)\b.*?\(\s*(['"`])(.*?)\1\s*,/gs

/** Test files by the number of the requirement that a title in them names. */
export function testsByRequirement(): Map<number, string[]> {
  const found = new Map<number, string[]>()
  for (const file of globSync('tests/**/*.test.ts', { exclude: ['tests/architecture/requirements.test.ts'] }).sort()) {
    const titles = [...readFileSync(file, 'utf8').matchAll(TITLES)].map((match) => match[2]!).join(' ')
    const numbers = new Set([...titles.matchAll(/\bS(\d+)\b/g)].map((match) => Number(match[1])))
    for (const number of numbers) found.set(number, [...found.get(number) ?? [], file])
  }
  return found
}

export function requirementsTable(): string {
  const tests = testsByRequirement()
  const shown = (number: number) => [
    ...(tests.get(number) ?? []).map((file) => `[${file.replace('tests/', '').replace('.test.ts', '')}](../${file})`),
    ...(shownOtherwise[number] ? [shownOtherwise[number]] : []),
  ].join(', ')
  return areas.map(({ name, first, has }) => [
    `## ${name}`, '', '| | what | shown by |', '| --- | --- | --- |', ...has.map((what, index) => `| S${first + index} | ${what} | ${shown(first + index)} |`),
  ].join('\n')).join('\n\n')
}
