// A board by HTTP, asked for the first time (plain and compressed) and again with its tag, beside its bare rows as JSON
// in the same run. One JSON line for each size: `node bench/server/board.ts --sizes 1000,5000,20000 --turns 15`.
import { BareBoard } from './bare-board.ts'
import { Http, option, round } from './load.ts'
import { aDatabase, aNode } from './stage.ts'
import { aBoard, aCompany, type Account } from '../browser/company.ts'

const sizes = option('sizes', '1000,5000,20000').split(',').map(Number)
const turns = Number(option('turns', '15'))
/** What the same board weighs in another open product, uncompressed and measured once: boards of 1,000 and 5,000 cards. */
const PEER_BYTES: Record<number, number> = { 1000: 663_000, 5000: 3_300_000 }

const database = option('database', 'postgres')
const place = database === 'pglite' ? null : await aDatabase()
const node = await aNode(place?.url ?? null)
const bare = place && new BareBoard(place.url)
try {
  const company = await aCompany(node)
  const http = new Http(node.url, company.ada.token)
  for (const size of sizes) await measure((await aBoard(company, size)).projectId, size, company.ada, http)
  http.close()
} finally {
  await bare?.close()
  await node.stop()
  await place?.drop()
}

/** All ways in turn, so that what else the machine does falls on each alike; the medians. */
async function measure(projectId: string, size: number, { organizationId }: Account, http: Http): Promise<void> {
  const path = `/api/projects/${projectId}/board`
  const { etag } = await http.send('GET', path)
  const ways = {
    bare: async () => bare?.read(organizationId, projectId) ?? 0,
    plain: async () => (await http.send('GET', path, undefined, { 'Accept-Encoding': 'identity' })).bytes,
    zipped: async () => (await http.send('GET', path, undefined, { 'Accept-Encoding': 'gzip' })).bytes,
    again: async () => (await http.send('GET', path, undefined, { 'Accept-Encoding': 'gzip', 'If-None-Match': etag })).bytes,
  }
  const times: Record<string, number[]> = {}
  const bytes: Record<string, number> = {}
  for (let turn = -3; turn < turns; turn += 1) {
    for (const [name, way] of Object.entries(ways)) {
      const begun = performance.now()
      bytes[name] = await way()
      if (turn >= 0) (times[name] ??= []).push(performance.now() - begun)
    }
  }
  const ms = (name: string) => median(times[name]!)
  console.log(JSON.stringify({
    bench: 'board', database, tasks: size, bareMs: round(ms('bare'), 1), plainMs: round(ms('plain'), 1), zippedMs: round(ms('zipped'), 1), againMs: round(ms('again'), 1),
    ...(bare && { plainToBare: round(ms('plain') / ms('bare'), 2), zippedToBare: round(ms('zipped') / ms('bare'), 2) }),
    bareBytes: bytes.bare, plainBytes: bytes.plain, zippedBytes: bytes.zipped, againBytes: bytes.again,
    ...(PEER_BYTES[size] && { zippedToPeer: round(bytes.zipped! / PEER_BYTES[size], 3), plainToPeer: round(bytes.plain! / PEER_BYTES[size], 2) }),
  }))
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
}
