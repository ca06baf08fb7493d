// The runner of the long form: a batch of one case at a time in a vitest of its own, until the case has its count.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { cases, type Case, type Counted } from '../../tests/faults/cases.ts'
import { readState, STATE_FILE, writeState, type State } from './state.ts'
import { writePage } from './page.ts'

const HELP = `npm run test:faults [-- options]
  --only F08,F10   these cases
  --most 3         at most so many batches of each case in this run
  --again          forget what was done of them
  --write          write the table of docs/reliability.md
  --list           what is done, without running anything`

/** Runs what is asked for. Returns the exit code: 1 when a case failed, which ends the run; 2 when there is no such thing to do. */
export async function runFaults(given: string[]): Promise<number> {
  const { values } = parseArgs({
    args: given, options: {
      only: { type: 'string' }, most: { type: 'string' }, again: { type: 'boolean' }, write: { type: 'boolean' }, list: { type: 'boolean' }, help: { type: 'boolean' },
    },
  })
  if (values.help) {
    console.log(HELP)
    return 0
  }
  const counted = (cases as readonly Case[]).filter((one): one is Counted => 'rounds' in one)
  const only = values.only?.split(',') ?? counted.map(({ id }) => id)
  const most = Number(values.most ?? Infinity)
  const wrong = wrongOf(only.filter((id) => !counted.some((one) => one.id === id)), most)
  if (wrong) {
    console.error(`${wrong}\n\n${HELP}`)
    return 2
  }
  const chosen = counted.filter(({ id }) => only.includes(id))
  const state = readState()
  if (values.again) for (const { id } of chosen) delete state[id]
  const failed = values.list ? undefined : chosen.find((one) => !finish(one, state, most))
  for (const one of chosen) console.log(lineOf(one, state))
  if (values.write) writePage(state)
  if (failed) console.error(`\n${failed.id} failed. What passed is kept in ${STATE_FILE}.`)
  return failed ? 1 : 0
}

/** Nothing is run, and so nothing passes, by a slip of the pen. */
function wrongOf(unknown: readonly string[], most: number): string | null {
  if (unknown.length > 0) return `No case that is counted: ${unknown.join(', ')}`
  return most > 0 ? null : '--most is a number from 1'
}

/** Whether all its batches passed. */
function finish(one: Counted, state: State, most: number): boolean {
  for (let batch = 0; batch < most; batch += 1) {
    const before = state[one.id] ?? { rounds: 0, faults: 0, figures: [], seconds: 0, load: [], on: '' }
    const rounds = Math.min(one.rounds.batch ?? one.rounds.long, one.rounds.long - before.rounds)
    if (rounds <= 0) return true
    console.log(`\n== ${one.id} ${one.what}: ${rounds} ${one.unit}, ${before.rounds} of ${one.rounds.long} done`)
    const load = Math.round(loadavg()[0]! * 10) / 10
    const begun = performance.now()
    const told = runBatch(one, rounds)
    if (!told) return false
    state[one.id] = {
      rounds: before.rounds + rounds, faults: before.faults + told.reduce((sum, { faults }) => sum + faults, 0),
      figures: [...before.figures, ...told.map(({ figures }) => figures)], load: [...before.load, load],
      seconds: before.seconds + Math.round((performance.now() - begun) / 1000), on: new Date().toISOString().slice(0, 10),
    }
    writeState(state)
  }
  return true
}

/** What the tests of a case told; undefined when one failed, or none ran. */
function runBatch(one: Counted, rounds: number): { faults: number; figures: string }[] | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-faults-'))
  const report = join(folder, 'told.jsonl')
  try {
    const { status } = spawnSync(process.execPath, ['scripts/test.mjs', '--project', 'server', one.shown, '-t', `${one.id} `], {
      stdio: 'inherit', env: { ...process.env, FAULT_ROUNDS: String(rounds), FAULT_REPORT: report },
    })
    if (status !== 0 || !existsSync(report)) return undefined
    return readFileSync(report, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { id: string; faults: number; figures: string })
      .filter(({ id }) => id === one.id)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function lineOf({ id, rounds, unit }: Counted, state: State): string {
  const done = state[id]
  return done ? `${id}: ${done.rounds} of ${rounds.long} ${unit}, ${done.faults} faults, ${done.seconds} s` : `${id}: not run`
}
