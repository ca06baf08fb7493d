// Whether memory stays where it is while a board is watched for long: `node bench/browser/soak.ts --minutes 30 --out FILE`.
// A board of 1,000 tasks, 20 changes a second by another person; each minute the script's heap after collecting what is not used.
import { appendFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { CDPSession } from 'playwright-core'
import { endpoints } from '../../shared/index.ts'
import { aBoard, aCompany, byApiToken, type Account, type SeededBoard } from './company.ts'
import { aDesk, openBoard } from './desk.ts'
import { round } from './frames.ts'
import { startProduct } from './product.ts'

interface Sample { minute: number; heapMb: number; nodes: number; listeners: number; changes: number }

/** Caches fill and code is compiled at first: that is no leak. */
const WARM_UP_MINUTES = 2
const MINUTE = 60_000

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' }, tasks: { type: 'string', default: '1000' }, rate: { type: 'string', default: '20' },
    out: { type: 'string' }, 'no-build': { type: 'boolean', default: false },
  },
})
const rate = Number(options.rate)

const product = await startProduct({ build: !options['no-build'] })
try {
  const company = await aCompany(product)
  const board = await aBoard(company, Number(options.tasks))
  const desk = await aDesk(product, company.ada)
  await openBoard(desk, board.projectId)
  const mira = await byApiToken(product, company.mira)
  const session = await desk.context.newCDPSession(desk.page)
  const samples = [await sample(session, 0, 0)]
  for (let minute = 1; minute <= Number(options.minutes); minute++) {
    const changes = await changeForAMinute(mira, board, (minute - 1) * rate * 60)
    samples.push(await sample(session, minute, changes))
  }
  conclude(samples)
} finally {
  await product.close()
}
process.exit(0)

/** Renames and moves at a steady pace; gives how many were answered. */
async function changeForAMinute(mira: Account, { taskIds, statuses }: SeededBoard, from: number): Promise<number> {
  const asked: Promise<unknown>[] = []
  let done = 0
  const start = performance.now()
  for (let index = 0; performance.now() - start < MINUTE; index++) {
    const number = from + index
    const taskId = taskIds[(number * 97) % taskIds.length]!
    asked.push((number % 4 < 3
      ? mira.do(endpoints.updateTask, { params: { taskId }, body: { title: `Renamed for the ${number}th time` } })
      : mira.do(endpoints.moveTask, { params: { taskId }, body: { statusId: statuses[number % statuses.length]!.id, afterTaskId: null } })
    ).then(() => (done += 1)))
    const due = start + (index + 1) * (1_000 / rate)
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
  }
  await Promise.all(asked)
  return done
}

async function sample(session: CDPSession, minute: number, changes: number): Promise<Sample> {
  // What finalizers let go of is collected by the second turn.
  for (let turn = 0; turn < 2; turn++) await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters')
  const taken = { minute, heapMb: Math.round(usedSize / 10_485.76) / 100, nodes, listeners: jsEventListeners, changes }
  console.log(JSON.stringify(taken))
  return taken
}

function conclude(samples: readonly Sample[]): void {
  const steady = samples.filter(({ minute }) => minute >= Math.min(WARM_UP_MINUTES, samples.length - 2))
  const line = JSON.stringify({
    name: 'browser.soak', minutes: samples.length - 1, changes: samples.reduce((sum, { changes }) => sum + changes, 0),
    firstMb: steady[0]!.heapMb, lastMb: steady.at(-1)!.heapMb, slopeKbPerMinute: round(slope(steady) * 1024),
    nodesFirst: steady[0]!.nodes, nodesLast: steady.at(-1)!.nodes,
  })
  console.log(line)
  if (options.out) appendFileSync(options.out, `${line}\n`)
}

/** Megabytes a minute, by least squares. */
function slope(samples: readonly Sample[]): number {
  const middle = (of: (sample: Sample) => number) => samples.reduce((sum, one) => sum + of(one), 0) / samples.length
  const [minute, heap] = [middle((one) => one.minute), middle((one) => one.heapMb)]
  const spread = samples.reduce((sum, one) => sum + (one.minute - minute) ** 2, 0)
  return spread === 0 ? 0 : samples.reduce((sum, one) => sum + (one.minute - minute) * (one.heapMb - heap), 0) / spread
}
