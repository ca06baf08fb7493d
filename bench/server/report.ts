// `npm run bench -- --write`: measures all of the server and writes the tables of docs/performance.md; 10 to 14 minutes on two idle cores.
// `--long` seeds a million tasks and measures longer; `--only writes,fan-out`; `--keep FILE` keeps the lines, `--from FILE` takes earlier ones.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { otherRows, writeRows } from './figures.ts'
import { round } from './load.ts'

export type Line = { bench: string } & Record<string, unknown>

const root = fileURLToPath(new URL('../../', import.meta.url))
const PAGE = `${root}docs/performance.md`
const [BEGIN, END] = ['<!-- server figures -->', '<!-- /server figures -->']

const { values: options } = parseArgs({
  options: {
    write: { type: 'boolean', default: false }, long: { type: 'boolean', default: false }, only: { type: 'string' },
    keep: { type: 'string' }, from: { type: 'string' },
  },
})

/** Scripts with what they are given, for how long at most, in seconds; the longer form after it. */
const scripts: { name: string; usual: string[]; long: string[]; most: number }[] = [
  { name: 'writes', usual: ['--seconds', '2.5'], long: ['--seconds', '10'], most: 330 },
  { name: 'fan-out', usual: ['--seconds', '4'], long: ['--seconds', '20'], most: 180 },
  { name: 'joins', usual: [], long: [], most: 150 },
  { name: 'memory', usual: [], long: ['--many', '3000'], most: 120 },
  { name: 'bulk', usual: [], long: [], most: 90 },
  {
    name: 'growth', usual: ['--seconds', '1.5', '--rounds', '5'], most: 180,
    long: ['--seconds', '4', '--rounds', '9', '--tasks', '1000000', '--events', '1000000'],
  },
  { name: 'board', usual: ['--sizes', '1000,5000', '--turns', '9'], long: [], most: 90 },
]

/** On a machine that is busy the last scripts get less time, or none, so that the usual form ends. */
const MOST_SECONDS = 810
const begun = performance.now()
const load = [round(loadavg()[0]!, 1)]
const lines = options.from ? readLines(readFileSync(options.from, 'utf8')) : await measureAll()
load.push(round(loadavg()[0]!, 1))
if (options.keep) writeFileSync(options.keep, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
const text = page()
console.log(text)
if (options.write) {
  const before = readFileSync(PAGE, 'utf8')
  writeFileSync(PAGE, `${before.slice(0, before.indexOf(BEGIN) + BEGIN.length)}\n${text}\n${before.slice(before.indexOf(END))}`)
}

/** One after another: two at a time would measure each other. What fails leaves its rows out, and says so. */
async function measureAll(): Promise<Line[]> {
  const wanted = scripts.filter(({ name }) => !options.only || options.only.split(',').includes(name))
  const all: Line[] = []
  for (const { name, usual, long, most } of wanted) {
    const script = `${root}bench/server/${name}.ts`
    if (!existsSync(script)) continue
    console.error(`${name}, ${round((performance.now() - begun) / 1000)} s after the start`)
    const left = MOST_SECONDS - (performance.now() - begun) / 1000
    if (!options.long && left < 15) {
      all.push({ bench: 'failed', name, ended: 'no time left' })
      continue
    }
    const { output, ended } = await run(script, options.long ? long : usual, options.long ? most * 10 : Math.min(most, left))
    all.push(...readLines(output))
    if (ended !== 0) all.push({ bench: 'failed', name, ended })
  }
  return all
}

function run(script: string, given: string[], most: number): Promise<{ output: string; ended: number | string | null }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...given], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      process.stderr.write(chunk)
    })
    const timer = setTimeout(() => child.kill('SIGTERM'), most * 1000)
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      resolve({ output, ended: code ?? signal })
    })
  })
}

function readLines(text: string): Line[] {
  return text.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Line).filter(({ bench }) => bench)
}

function page(): string {
  const failed = lines.filter(({ bench }) => bench === 'failed').map(({ name, ended }) => `${String(name)} (${String(ended)})`)
  const single = lines.filter(({ bench }) => bench === 'single-update').map(({ inFlight, perSecond, p50 }) => `${String(perSecond)}/s with ${String(inFlight)} in flight (p50 ${String(p50)} ms)`)
  return [
    `Measured on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), PostgreSQL, Redis, nodes and clients on the same machine.`,
    `Load of the machine before and after (1 is one busy core): ${load.join(' and ')}. ${single.length > 0 ? `One small update a transaction by bare pg: ${single.join(', ')}.` : ''}`,
    ...(failed.length > 0 ? [`Did not come to an end: ${failed.join(', ')}.`] : []), '',
    '| write | teams | in flight | per second | p50 | p99 | bare pg | share | 50 % reached | bare HTTP | share | noise | PLANKA 2.1.1 | times | goal | reached |',
    `| ${Array.from({ length: 16 }, () => '---').join(' | ')} |`, ...writeRows(lines), '',
    '| figure | goal | measured | bare in the same run | ratio | reached | load |', '| --- | --- | --- | --- | --- | --- | --- |', ...otherRows(lines),
  ].join('\n')
}
