// How soon everybody has a change: 20 moves a second to so many sockets, beside bare Socket.IO with the same transaction, both over HTTP.
// `--seconds 5 --clients 1,50,200,500,2000`
import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { Http, option, round } from './load.ts'
import { Crowd } from './socket-crowd.ts'
import { aBareNode, aBot, aCompany, aDatabase, aNode, redisUrl, type Company, type Node } from './stage.ts'

const RATE = 20
const seconds = Number(option('seconds', '5'))
const sizes = option('clients', '1,50,200,500,2000').split(',').map(Number)

/** Rounds of the comparison of nodes, in turn: of one round's hundred changes, p99 would be the slowest single one. */
const ROUNDS = 4

interface Sample { delays: number[]; missing: number; refused: number }
interface Delays { p50: number; p99: number; missing: number; refused: number }
type Change = (turn: number) => Promise<number>

const place = await aDatabase()
const node = await aNode(place.url)
const company = await aCompany(node.url, { teams: 2, tasks: 200 })
const token = await aBot(node.url, company)
const bareNode = await aBareNode(place.url, { ...company, teams: [company.teams[1]!] })
const http = new Http(node.url, token)
const bareHttp = new Http(bareNode.url, '')
let bareTurn = 0
let refused = 0
try {
  for (const clients of sizes) await compare(clients)
} finally {
  http.close()
  bareHttp.close()
  await Promise.all([node.stop(), bareNode.stop()])
}
await twoNodes()
await place.drop()

async function compare(clients: number): Promise<void> {
  const bare = told([await measured(bareNode, clients, null, bareChange)])
  const ours = told([await measured(node, clients, stream(), ourChange(http))])
  console.log(JSON.stringify({
    bench: 'fan-out', clients, perSecond: RATE, ...ours, bareP50: bare.p50, bareP99: bare.p99, bareRefused: bare.refused,
    ratioP50: round(ours.p50 / bare.p50, 2), ratioP99: round(ours.p99 / bare.p99, 2), load: round(loadavg()[0]!, 1),
  }))
}

/** The change is made at one node, and everybody listens at the other. Both are warm before: what a new node costs is another figure. */
async function twoNodes(): Promise<void> {
  const settings = { REDIS_URL: redisUrl }
  const [one, other] = [await aNode(place.url, settings), await aNode(place.url, settings)]
  const there = new Http(one.url, token)
  try {
    const [near, far]: [Sample[], Sample[]] = [[], []]
    for (let turn = 0; turn <= ROUNDS; turn += 1) {
      near.push(await measured(one, 200, stream(), ourChange(there)))
      far.push(await measured(other, 200, stream(), ourChange(there)))
    }
    const [alone, across] = [told(near.slice(1)), told(far.slice(1))]
    console.log(JSON.stringify({
      bench: 'fan-out.two-nodes', clients: 200, perSecond: RATE, ...across, oneP50: alone.p50, oneP99: alone.p99,
      ratioP50: round(across.p50 / alone.p50, 2), ratioP99: round(across.p99 / alone.p99, 2), load: round(loadavg()[0]!, 1),
    }))
  } finally {
    there.close()
    await Promise.all([one.stop(), other.stop()])
  }
}

async function measured({ url }: Node, clients: number, followed: string | null, change: Change): Promise<Sample> {
  const crowd = new Crowd(clients > 500 ? 2 : 1)
  try {
    await crowd.connect([url], token, clients, followed)
    await changeSteadily(change, 1)
    await crowd.listen()
    const sent = await changeSteadily(change, seconds)
    await sleep(1500)
    return sampleOf(sent, await crowd.report(), clients)
  } finally {
    crowd.close()
    await sleep(300)
  }
}

/** When each change was asked for, by the offset that it became. */
async function changeSteadily(change: Change, forSeconds: number): Promise<Map<number, number>> {
  const sent = new Map<number, number>()
  const asked: Promise<unknown>[] = []
  refused = 0
  for (const begun = performance.now(); performance.now() - begun < forSeconds * 1000;) {
    const at = performance.timeOrigin + performance.now()
    asked.push(change(asked.length).then((offset) => sent.set(offset, at), () => (refused += 1)))
    await sleep(Math.max(0, begun + asked.length * (1000 / RATE) - performance.now()))
  }
  await Promise.all(asked)
  return sent
}

function sampleOf(sent: Map<number, number>, crossings: { offset: number; at: number[] }[], clients: number): Sample {
  const delays = crossings.flatMap(({ offset, at }) => (sent.has(offset) ? at.map((arrived) => arrived - sent.get(offset)!) : []))
  return { delays, missing: sent.size * clients - delays.length, refused }
}

function told(samples: readonly Sample[]): Delays {
  const delays = samples.flatMap((sample) => sample.delays).sort((a, b) => a - b)
  const at = (share: number) => round(delays[Math.floor(delays.length * share)] ?? NaN, 1)
  const sum = (of: 'missing' | 'refused') => samples.reduce((total, sample) => total + sample[of], 0)
  return { p50: at(0.5), p99: at(0.99), missing: sum('missing'), refused: sum('refused') }
}

function stream(): string {
  return `team:${company.teams[0]!.id}`
}

function ourChange(to: Http): Change {
  return async (turn) => {
    const team = company.teams[0]!
    const { offsets } = await to.send('PUT', `/api/tasks/${taskOf(company, turn)}/position`, { statusId: team.statusIds[turn % team.statusIds.length], afterTaskId: null })
    return Number(offsets.split('=').at(-1))
  }
}

/** The bare server numbers its events in the order of its commits, which it tells. */
async function bareChange(turn: number): Promise<number> {
  const { text } = await bareHttp.send('POST', `/move/0/${bareTurn += 1}`, { statusId: company.teams[1]!.statusIds[0], turn })
  return (JSON.parse(text) as { offset: number }).offset
}

function taskOf({ teams }: Company, turn: number): string {
  return teams[0]!.taskIds[(turn * 7 + Math.floor(turn / 4)) % teams[0]!.taskIds.length]!
}
