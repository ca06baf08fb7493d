// The table of docs/reliability.md: the registry, and what the long form has really run.
import { readFileSync, writeFileSync } from 'node:fs'
import { cases, type Case } from '../../tests/faults/cases.ts'
import type { Done, State } from './state.ts'

const PAGE = 'docs/reliability.md'
const BEGIN = '<!-- cases -->'
const END = '<!-- /cases -->'

/** Writes it. A case that this machine has not run in its long form keeps the last run that is told there. */
export function writePage(state: State): void {
  const page = readFileSync(PAGE, 'utf8')
  const [start, end] = [page.indexOf(BEGIN) + BEGIN.length, page.indexOf(END)]
  const earlier = new Map(page.slice(start, end).split('\n').map((line) => [line.slice(2, 5), line.split(' | ').at(-1)!.replace(/ \|$/, '')]))
  const rows = (cases as readonly Case[]).map((one) => rowOf(one, state[one.id], earlier.get(one.id)))
  const text = ['| case | what is tried | passes when | shown by | in CI | long form | last long run |', '| --- | --- | --- | --- | --- | --- | --- |', ...rows].join('\n')
  writeFileSync(PAGE, `${page.slice(0, start)}\n${text}\n${page.slice(end)}`)
}

function rowOf(one: Case, done: Done | undefined, earlier: string | undefined): string {
  const begin = [one.id, one.what, one.passes]
  if ('waiting' in one) return rowWith(begin, `**not shown**: waits for ${one.waiting}`, '', '', '')
  if (!('rounds' in one)) return rowWith(begin, `${fileOf(one.shown)}${one.note ? ` (${one.note})` : ''}`, 'all of it', '', '')
  const { rounds: { short, long }, unit } = one
  return rowWith(begin, fileOf(one.shown), `${say(short)} ${unit}`, say(long), done ? toldOf(done) : earlier || 'not run')
}

const rowWith = (...cells: (string | string[])[]) => `| ${cells.flat().join(' | ')} |`
const fileOf = (path: string) => `[${path.replace(/^tests\/|\.test\.ts$/g, '')}](../${path})`
const say = (count: number) => count.toLocaleString('en')

function toldOf({ rounds, faults, figures, seconds, load, on }: Done): string {
  const loads = load.length > 1 ? `${Math.min(...load)} to ${Math.max(...load)}` : String(load[0])
  return `${on}: ${say(rounds)} in ${say(seconds)} s at load ${loads}, ${say(faults)} faults, all passed. Last: ${figures.at(-1)!.replaceAll('|', '/')}`
}
