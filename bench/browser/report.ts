// `npm run bench:browser -- --write`: measures all of docs/performance.md, several times over, and writes the table there.
// `--times 3` repeats, `--sizes 1000,5000`, `--soak 30` watches the memory for so many minutes, `--from FILE` takes lines measured before.
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { figures, type Figure } from './figures.ts'
import { round } from './frames.ts'

type Line = { name: string } & Record<string, unknown>

const root = fileURLToPath(new URL('../../', import.meta.url))
const PAGE = join(root, 'docs/performance.md')
const BEGIN = '<!-- figures -->'
const END = '<!-- /figures -->'

const { values: options } = parseArgs({
  options: {
    write: { type: 'boolean', default: false }, times: { type: 'string', default: '3' }, sizes: { type: 'string', default: '1000,5000' },
    soak: { type: 'string', default: '0' }, from: { type: 'string' }, keep: { type: 'string' },
  },
})

const folder = mkdtempSync(join(tmpdir(), 'lockstep-figures-'))
const load = [round(loadavg()[0]!)]
const lines = options.from ? readLines(options.from) : measureAll()
load.push(round(loadavg()[0]!))
const text = tableOf(lines)
console.log(text)
if (options.write) {
  const page = readFileSync(PAGE, 'utf8')
  writeFileSync(PAGE, `${page.slice(0, page.indexOf(BEGIN) + BEGIN.length)}\n${text}\n${page.slice(page.indexOf(END))}`)
}
rmSync(folder, { recursive: true })

/** One after another: two browsers at a time would measure each other. */
function measureAll(): Line[] {
  const out = join(folder, 'all.jsonl')
  writeFileSync(out, '')
  execFileSync(process.execPath, [join('scripts', 'build.mjs')], { cwd: root, stdio: 'inherit' })
  run('scripts/bundle-size.ts', out, [], true)
  for (let time = 0; time < Number(options.times); time++) {
    const part = join(folder, `board-${time}.jsonl`)
    run('bench/browser/board.ts', part, ['--sizes', options.sizes])
    writeFileSync(out, readFileSync(part, 'utf8'), { flag: 'a' })
  }
  run('bench/browser/lighthouse.ts', out, ['--runs', options.times])
  run('bench/browser/axe.ts', out, [])
  if (Number(options.soak) > 0) run('bench/browser/soak.ts', out, ['--minutes', options.soak])
  if (options.keep) copyFileSync(out, options.keep)
  return readLines(out)
}

/** `mayFail`: a figure over its budget is still a figure. */
function run(script: string, out: string, further: string[], mayFail = false): void {
  try {
    execFileSync(process.execPath, [script, '--no-build', '--out', out, ...further], { cwd: root, stdio: 'inherit' })
  } catch (error) {
    if (!mayFail || !existsSync(out) || readFileSync(out, 'utf8') === '') throw error
  }
}

function readLines(file: string): Line[] {
  return readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Line)
}

function tableOf(measured: readonly Line[]): string {
  const machine = measured.find(({ name }) => name === 'browser.machine')
  const idle = measured.filter(({ name }) => name.startsWith('browser.bare.scroll')).map((line) => numberAt(line, 'longestMs')).filter((value) => value !== null)
  const rows = figures.map((figure) => row(figure, measured.filter(({ name }) => name === figure.line))).filter((cells) => cells !== null)
  return [
    `Measured on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores${machine ? `, ${String(machine.cpu)}, Chromium ${String(machine.browser)}, ${String(machine.database)}` : ''}.`,
    `Load of the machine before and after (1 is one busy core): ${load.join(' and ')}. Longest frames of an empty page scrolled in the same runs: ${idle.join(', ')} ms.`, '',
    '| figure | goal | lowest | median | highest | reached | PLANKA 2.1.1 |', '| --- | --- | --- | --- | --- | --- | --- |', ...rows,
  ].join('\n')
}

function row(figure: Figure, measured: readonly Line[]): string | null {
  const values = measured.map((line) => numberAt(line, figure.value)).filter((value) => value !== null)
    .map((value) => value / (figure.per ?? 1)).sort((a, b) => a - b)
  if (values.length === 0) return null
  const middle = values[Math.floor(values.length / 2)]!
  const say = (value: number) => `${round(value).toLocaleString('en')}${figure.unit ? ` ${figure.unit}` : ''}`
  const [goal, reached] = 'most' in figure.goal
    ? [`at most ${say(figure.goal.most)}`, middle <= figure.goal.most]
    : [`at least ${say(figure.goal.least)}`, middle >= figure.goal.least]
  return `| ${figure.says} | ${goal} | ${say(values[0]!)} | ${say(middle)} | ${say(values.at(-1)!)} | ${reached ? 'yes' : '**no**'} | ${figure.peer ?? ''} |`
}

function numberAt(line: Line, path: string): number | null {
  const value = path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], line)
  return typeof value === 'number' ? value : null
}
