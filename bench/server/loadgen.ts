// `npm run loadgen -- --url https://lockstep.example`: teams of people on boards, bots and bulk clients, for sizing a machine (docs/operations.md).
// Without --url it starts a node of its own on PostgreSQL, and tells what it used. `--teams 10 --people 5 --bots 1 --bulk 1 --think 8 --minutes 5 --tasks 200`
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { Http, option, round } from './load.ts'
import { cpuSeconds, memory } from './process.ts'
import { aBot, aCompany, aDatabase, aNode, type Company, type Team } from './stage.ts'

const given = (name: string, fallback: number) => Number(option(name, String(fallback)))
const [teams, people, bots, bulk] = [given('teams', 10), given('people', 5), given('bots', 1), given('bulk', 1)]
const [think, minutes, tasks] = [given('think', 8), given('minutes', 5), given('tasks', 200)]
const url = option('url', '')

const place = url ? undefined : await aDatabase()
const node = place && await aNode(place.url)
const target = url || node!.url

/** Milliseconds of each kind of request, and of events from the request on until they are at the screens. */
const delays = new Map<string, number[]>()
const failures = new Map<string, number>()
const sockets: { socket: Socket; last: number; stream: string }[] = []
const heads = new Map<string, number>()
/** When a change was asked for, by stream and offset, for the delays of others. */
const asked = new Map<string, number>()
const early = new Map<string, number[]>()
const AT_A_SCREEN = 'event at a screen, from the request on'
let [events, lost] = [0, 0]
let stopping = false

try {
  const company = await aCompany(target, { teams, tasks })
  const token = await aBot(target, company)
  const http = new Http(target, token)
  for (const team of company.teams) await Promise.all(Array.from({ length: people }, () => watch(team, token)))
  const before = node && cpuSeconds(node.pid)
  const working = [...peopleOf(company, http), ...botsOf(company, http), ...bulkOf(company, http)]
  for (let minute = 1; minute <= minutes; minute += 1) {
    await sleep(60_000)
    console.log(JSON.stringify({ minute, requests: count(), events, lost, ...(node && { rssMb: round(memory(node.pid)) }) }))
  }
  stopping = true
  await Promise.all(working)
  await sleep(2000)
  conclude(before)
  http.close()
} finally {
  for (const { socket } of sockets) socket.disconnect()
  await node?.stop()
  await place?.drop()
}

/** A screen with the team's board open. */
async function watch(team: Team, token: string): Promise<void> {
  const stream = `team:${team.id}`
  const socket = io(target, { transports: ['websocket'], auth: { token }, forceNew: true })
  const one = { socket, last: -1, stream }
  sockets.push(one)
  const follow = async () => {
    const answer = await socket.emitWithAck('stream:subscribe', { stream, ...(one.last >= 0 && { after: one.last }) }) as { offset: number }
    if (one.last < 0) one.last = answer.offset
  }
  socket.on('stream:event', (event: { offset: number }) => {
    if (one.last >= 0 && event.offset !== one.last + 1) lost += Math.abs(event.offset - one.last - 1)
    one.last = event.offset
    events += 1
    arrived(`${stream}/${event.offset}`, performance.now())
  })
  await new Promise<void>((resolve) => { socket.once('connect', () => resolve()) })
  await follow()
  socket.on('connect', () => void follow())
}

/** They look at the board, then now and then rename, move, comment, open a task or look for something. */
function peopleOf(company: Company, http: Http): Promise<void>[] {
  return company.teams.flatMap((team) => Array.from({ length: people }, () => repeat(think, async () => {
    const chance = Math.random()
    const taskId = one(team.taskIds)
    if (chance < 0.35) await change(team, 'move', () => http.send('PUT', `/api/tasks/${taskId}/position`, { statusId: one(team.statusIds), afterTaskId: null }, keyed()))
    else if (chance < 0.6) await change(team, 'rename', () => http.send('PATCH', `/api/tasks/${taskId}`, { title: `Renamed ${randomUUID()}` }, keyed()))
    else if (chance < 0.75) await change(team, 'comment', () => http.send('POST', `/api/tasks/${taskId}/comments`, { body: 'A comment of a usual length, as people write them.' }, keyed()))
    else if (chance < 0.9) await timed('open a task', () => http.send('GET', `/api/tasks/${taskId}/detail`))
    else if (chance < 0.95) await timed('open the board', () => http.send('GET', `/api/projects/${team.projectId}/board`))
    else await timed('search', () => http.send('GET', `/api/tasks?teamId=${team.id}&text=write`))
  })))
}

/** Each creates a task a second, as a program that copies tickets does. */
function botsOf(company: Company, http: Http): Promise<void>[] {
  return Array.from({ length: bots }, (_, index) => {
    const team = company.teams[index % company.teams.length]!
    return repeat(1, () => change(team, 'create', () => http.send('POST', '/api/tasks', { projectId: team.projectId, title: 'A ticket of another system' }, keyed())))
  })
}

/** Each changes 200 tasks at once, twice a minute. */
function bulkOf(company: Company, http: Http): Promise<void>[] {
  return Array.from({ length: bulk }, (_, index) => {
    const team = company.teams[index % company.teams.length]!
    return repeat(30, () => change(team, 'bulk of 200', () => http.send('POST', '/api/tasks/bulk', {
      mode: 'atomic', operations: team.taskIds.slice(0, 200).map((taskId) => ({ op: 'update', taskId, priority: one(['low', 'medium', 'high']) })),
    }, keyed())))
  })
}

/** Again and again, with pauses around so many seconds. */
async function repeat(seconds: number, action: () => Promise<void>): Promise<void> {
  while (!stopping) {
    const end = performance.now() + seconds * 1000 * (0.5 + Math.random())
    while (!stopping && performance.now() < end) await sleep(Math.min(500, Math.max(1, end - performance.now())))
    if (!stopping) await action()
  }
}

async function change(team: Team, kind: string, send: () => Promise<{ offsets: string }>): Promise<void> {
  const begun = performance.now()
  const offsets = (await timed(kind, send))?.offsets ?? ''
  const head = Number(new RegExp(`team:${team.id}=(\\d+)`).exec(offsets)?.[1] ?? 0)
  heads.set(`team:${team.id}`, Math.max(heads.get(`team:${team.id}`) ?? 0, head))
  const name = `team:${team.id}/${head}`
  asked.set(name, begun)
  for (const at of early.get(name) ?? []) note(AT_A_SCREEN, at - begun)
  early.delete(name)
}

/** An event may be quicker than the answer that tells its offset. */
function arrived(name: string, at: number): void {
  const begun = asked.get(name)
  if (begun !== undefined) note(AT_A_SCREEN, at - begun)
  else early.set(name, [...(early.get(name) ?? []), at])
}

async function timed<T>(kind: string, send: () => Promise<T>): Promise<T | undefined> {
  const begun = performance.now()
  try {
    const answer = await send()
    note(kind, performance.now() - begun)
    return answer
  } catch (error) {
    const reason = (error as Error).message.replaceAll(/[0-9a-f-]{36}/g, '*').slice(0, 120)
    failures.set(reason, (failures.get(reason) ?? 0) + 1)
    return undefined
  }
}

function note(kind: string, milliseconds: number): void {
  const known = delays.get(kind)
  if (known) known.push(milliseconds)
  else delays.set(kind, [milliseconds])
}

function conclude(before: number | undefined): void {
  for (const [kind, values] of [...delays].sort()) {
    values.sort((a, b) => a - b)
    const at = (share: number) => round(values[Math.floor(values.length * share)]!, 1)
    console.log(JSON.stringify({ kind, count: values.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) }))
  }
  const behind = sockets.reduce((sum, { last, stream }) => sum + Math.max(0, (heads.get(stream) ?? 0) - last), 0)
  console.log(JSON.stringify({
    bench: 'loadgen', teams, people, bots, bulk, think, minutes, requests: count(), perSecond: round(count() / minutes / 60, 1), events, lost: lost + behind,
    failures: Object.fromEntries(failures),
    ...(node && { cpuPercentOfACore: round((cpuSeconds(node.pid) - before!) / (minutes * 60) * 100, 1), rssMb: round(memory(node.pid)) }),
  }))
}

function count(): number {
  return [...delays].reduce((sum, [kind, values]) => sum + (kind.startsWith('event') ? 0 : values.length), 0)
}

function one<T>(of: readonly T[]): T {
  return of[Math.floor(Math.random() * of.length)]!
}

function keyed(): Record<string, string> {
  return { 'Idempotency-Key': randomUUID() }
}
