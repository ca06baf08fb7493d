// What an idle socket costs in memory, beside one of bare Socket.IO: the difference between many and few, after collecting what is not used.
// `--few 200 --many 1200`
import { setTimeout as sleep } from 'node:timers/promises'
import { option, round } from './load.ts'
import { settledMemory } from './process.ts'
import { Crowd } from './socket-crowd.ts'
import { aBareNode, aBot, aCompany, aDatabase, aNode, type Node } from './stage.ts'

const [few, many] = [Number(option('few', '200')), Number(option('many', '1200'))]

const place = await aDatabase()
const node = await aNode(place.url)
const company = await aCompany(node.url, { teams: 1, tasks: 10 })
const token = await aBot(node.url, company)
const bareNode = await aBareNode(place.url, company)
try {
  const bare = await perSocket(bareNode, null)
  const ours = await perSocket(node, `team:${company.teams[0]!.id}`)
  console.log(JSON.stringify({ bench: 'memory', sockets: many, kilobytes: round(ours, 1), bare: round(bare, 1), ratio: round(ours / bare, 2) }))
} finally {
  await Promise.all([node.stop(), bareNode.stop()])
  await place.drop()
}

/** Kilobytes. The first few make the process grow for reasons of its own, so they are not counted. */
async function perSocket(of: Node, stream: string | null): Promise<number> {
  const crowd = new Crowd()
  try {
    await crowd.connect([of.url], token, few, stream)
    await sleep(1000)
    const before = await settledMemory(of.pid)
    await crowd.connect([of.url], token, many - few, stream)
    await sleep(1000)
    return (await settledMemory(of.pid) - before) * 1024 / (many - few)
  } finally {
    crowd.close()
  }
}
