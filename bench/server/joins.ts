// How soon 500 sockets are connected and caught up, and 1,000 are back after all were cut off, beside bare Socket.IO doing the same.
// `--clients 500 --returning 1000`
import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { Http, option, round } from './load.ts'
import { Crowd } from './socket-crowd.ts'
import { aBareNode, aBot, aCompany, aDatabase, aNode } from './stage.ts'

const [joining, returning] = [Number(option('clients', '500')), Number(option('returning', '1000'))]
/** Events that each must be given before it is caught up. */
const MISSED = 100

const place = await aDatabase()
const node = await aNode(place.url)
const company = await aCompany(node.url, { teams: 1, tasks: 200 })
const token = await aBot(node.url, company)
const bareNode = await aBareNode(place.url, company)
const http = new Http(node.url, token)
const stream = `team:${company.teams[0]!.id}`
try {
  const head = await change(MISSED)
  await join(head)
  await comeBack(head)
} finally {
  http.close()
  await Promise.all([node.stop(), bareNode.stop()])
  await place.drop()
}

async function join(head: number): Promise<void> {
  const bare = await inCrowd((crowd) => crowd.connect([bareNode.url], '', joining, null))
  const ours = await inCrowd((crowd) => crowd.connect([node.url], token, joining, stream, head - MISSED))
  tell('joins', joining, ours, bare)
}

async function comeBack(head: number): Promise<void> {
  const bare = await inCrowd(async (crowd) => {
    await crowd.connect([bareNode.url], '', returning, null)
    await crowd.drop()
    return crowd.comeBack()
  })
  const ours = await inCrowd(async (crowd) => {
    await crowd.connect([node.url], token, returning, stream, head)
    await crowd.drop()
    await change(MISSED)
    return crowd.comeBack()
  })
  tell('joins.return', returning, ours, bare)
}

async function inCrowd(action: (crowd: Crowd) => Promise<number>): Promise<number> {
  const crowd = new Crowd(2)
  try {
    return await action(crowd)
  } finally {
    crowd.close()
    await sleep(500)
  }
}

function tell(bench: string, clients: number, ours: number, bare: number): void {
  console.log(JSON.stringify({
    bench, clients, missed: MISSED, milliseconds: round(ours), bare: round(bare), ratio: round(ours / bare, 2), load: round(loadavg()[0]!, 1),
  }))
}

/** Renames so many times; the stream's head after it. */
async function change(times: number): Promise<number> {
  let head = 0
  for (let turn = 0; turn < times; turn += 1) {
    const { offsets } = await http.send('PATCH', `/api/tasks/${company.teams[0]!.taskIds[turn % 100]}`, { title: `Renamed ${turn} at ${performance.now()}` })
    head = Number(offsets.split('=').at(-1))
  }
  return head
}
