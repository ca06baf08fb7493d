// `npm run soak -- --hours 24` (or `--minutes 30`): 300 sockets, 20 changes a second, on PostgreSQL; memory and handles each minute, lost events.
// `--out FILE` adds the line, `--write` puts it into docs/performance.md; `--sockets`, `--rate`.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { Http, option, round } from './load.ts'
import { cpuSeconds, handles, settledMemory, slope } from './process.ts'
import { Crowd } from './socket-crowd.ts'
import { aBot, aCompany, aDatabase, aNode } from './stage.ts'

const minutes = Math.round(Number(option('minutes', '0')) || Number(option('hours', '24')) * 60)
const [sockets, rate] = [Number(option('sockets', '300')), Number(option('rate', '20'))]
/** Caches fill and code is compiled at first: that is no leak. */
const WARM_UP_MINUTES = Math.min(10, Math.floor(minutes / 3))

const place = await aDatabase()
const node = await aNode(place.url)
const company = await aCompany(node.url, { teams: 1, tasks: 200 })
const team = company.teams[0]!
const token = await aBot(node.url, company)
const http = new Http(node.url, token)
const crowd = new Crowd()
const samples: { megabytes: number; handles: number }[] = []
let [written, failed, turn] = [0, 0, 0]
const reasons = new Set<string>()
try {
  await crowd.connect([node.url], token, sockets, `team:${team.id}`)
  let head = (await crowd.offsets()).last
  for (let minute = 0; minute <= minutes; minute += 1) {
    if (minute > 0) head = Math.max(head, await changeForAMinute())
    samples.push({ megabytes: await settledMemory(node.pid), handles: handles(node.pid) })
    const line = { minute, rssMb: round(samples.at(-1)!.megabytes, 1), handles: samples.at(-1)!.handles, changes: written, failed, ...await reached(head) }
    console.log(JSON.stringify(line))
  }
  await conclude(head)
} finally {
  http.close()
  crowd.close()
  await node.stop()
  await place.drop()
}

/** Renames and moves at a steady pace; the highest offset answered. */
async function changeForAMinute(): Promise<number> {
  const asked: Promise<number>[] = []
  for (const begun = performance.now(); performance.now() - begun < 60_000;) {
    asked.push(change(turn += 1).catch((error: Error) => { failed += 1; reasons.add(error.message.replaceAll(/[0-9a-f-]{36}/g, '')); return 0 }))
    await sleep(Math.max(0, begun + asked.length * (1000 / rate) - performance.now()))
  }
  return Math.max(...await Promise.all(asked))
}

async function change(number: number): Promise<number> {
  const taskId = team.taskIds[(number * 97) % team.taskIds.length]!
  const { offsets } = number % 4 < 3
    ? await http.send('PATCH', `/api/tasks/${taskId}`, { title: `Renamed for the ${number}th time` })
    : await http.send('PUT', `/api/tasks/${taskId}/position`, { statusId: team.statusIds[number % team.statusIds.length], afterTaskId: null })
  written += 1
  return Number(offsets.split('=').at(-1))
}

/** Waits until every socket has the event of this offset; whether any was missing or came twice. */
async function reached(head: number): Promise<{ behind: number; lost: number }> {
  for (let tries = 0; ; tries += 1) {
    const { last, lost } = await crowd.offsets()
    if (last >= head || tries === 50) return { behind: Math.max(0, head - last), lost }
    await sleep(100)
  }
}

async function conclude(head: number): Promise<void> {
  const steady = samples.slice(WARM_UP_MINUTES)
  const { behind, lost } = await reached(head)
  const megabytesPerHour = slope(steady.map(({ megabytes }) => megabytes)) * 60
  const figures = {
    bench: 'soak', minutes, sockets, perSecond: rate, changes: written, failed, reasons: [...reasons].slice(0, 5), deliveries: written * sockets, lost: lost + behind,
    firstMb: round(steady[0]!.megabytes, 1), lastMb: round(steady.at(-1)!.megabytes, 1), megabytesPerHour: round(megabytesPerHour, 2),
    handlesFirst: steady[0]!.handles, handlesLast: steady.at(-1)!.handles, cpuShare: round(cpuSeconds(node.pid) / (minutes * 60), 3),
    cores: cpus().length, load: round(loadavg()[2]!, 1),
  }
  const line = JSON.stringify(figures)
  console.log(line)
  if (process.argv.includes('--write')) writeDown(figures)
  const out = option('out', '')
  if (out) appendFileSync(out, `${line}\n`)
}

/** Puts the run's sentence between the page's marks. */
function writeDown(run: { changes: number; failed: number; lost: number; firstMb: number; lastMb: number; megabytesPerHour: number; handlesFirst: number; handlesLast: number; cpuShare: number; load: number }): void {
  const page = new URL('../../docs/performance.md', import.meta.url)
  const [begin, end] = ['<!-- soak -->', '<!-- /soak -->']
  const before = readFileSync(page, 'utf8')
  const text = `${new Date().toISOString().slice(0, 10)}, ${minutes} minutes: ${run.changes.toLocaleString('en')} changes to ${sockets} sockets, ${run.failed} refused, `
    + `${run.lost} events lost or twice. Memory from ${run.firstMb} to ${run.lastMb} MB, ${run.megabytesPerHour} MB an hour; handles from ${run.handlesFirst} to ${run.handlesLast}; `
    + `${round(run.cpuShare * 100)} % of a core. Load of the machine: ${run.load}.`
  writeFileSync(page, `${before.slice(0, before.indexOf(begin) + begin.length)}\n${text}\n${before.slice(before.indexOf(end))}`)
}
