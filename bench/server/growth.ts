// Whether a move, a board and a list cost the same however much there is: two databases, one small, one large, asked in turn.
// `--tasks 200000 --organizations 2000 --events 200000`; the small one has 1,000, 10 and 100.
import { loadavg } from 'node:os'
import { drive, Http, option, round } from './load.ts'
import { fill, type Amount } from './seed.ts'
import { aCompany, aDatabase, aNode, type Company, type Node, type Place } from './stage.ts'

const seconds = Number(option('seconds', '2'))
const rounds = Number(option('rounds', '3'))
const large: Amount = { tasks: Number(option('tasks', '200000')), organizations: Number(option('organizations', '2000')), events: Number(option('events', '200000')) }
const small: Amount = { tasks: 1000, organizations: 10, events: 100 }

interface Side { place: Place; node: Node; company: Company; http: Http }
type Ask = (side: Side, turn: number) => Promise<unknown>

const asks: Record<string, Ask> = {
  move: ({ http, company: { teams: [team] } }, turn) => http.send('PUT', `/api/tasks/${team!.taskIds[(turn * 7) % 1000]}/position`,
    { statusId: team!.statusIds[turn % team!.statusIds.length], afterTaskId: null }),
  board: ({ http, company: { teams: [team] } }) => http.send('GET', `/api/projects/${team!.projectId}/board`),
  list: ({ http, company: { teams: [team] } }) => http.send('GET', `/api/tasks?projectId=${team!.projectId}&sort=-createdAt`),
  'list of all': ({ http }) => http.send('GET', '/api/tasks?sort=-createdAt'),
  activity: ({ http, company: { teams: [team] } }) => http.send('GET', `/api/tasks/${team!.taskIds[0]}/activity`),
}

const few = await aSide(small)
const begun = performance.now()
const much = await aSide(large)
console.log(JSON.stringify({ bench: 'growth.seeded', ...large, seconds: round((performance.now() - begun) / 1000) }))
try {
  for (const [name, ask] of Object.entries(asks)) await compare(name, ask)
} finally {
  for (const { http, node, place } of [few, much]) {
    http.close()
    await node.stop()
    await place.drop()
  }
}

async function aSide(amount: Amount): Promise<Side> {
  const place = await aDatabase()
  const node = await aNode(place.url)
  const company = await aCompany(node.url, { teams: 1, tasks: 1000 })
  await fill(place, company, amount)
  return { place, node, company, http: new Http(node.url, company.token) }
}

/** In turn, so that both meet the same neighbours; the median delay is compared, one request at a time. */
async function compare(name: string, ask: Ask): Promise<void> {
  const [small, large]: [number[], number[]] = [[], []]
  for (let number = 0; number < rounds; number += 1) {
    small.push((await drive(1, seconds / 2, (_, turn) => ask(few, turn).then(() => {}))).p50)
    large.push((await drive(1, seconds / 2, (_, turn) => ask(much, turn).then(() => {}))).p50)
  }
  const middle = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!
  console.log(JSON.stringify({
    bench: 'growth', name, small: round(middle(small), 1), large: round(middle(large), 1), ratio: round(middle(large) / middle(small), 2),
    noise: round((Math.max(...small) - Math.min(...small)) / middle(small), 2), load: round(loadavg()[0]!, 1),
  }))
}
