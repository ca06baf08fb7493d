// Writes through HTTP (move, patch, create, comment; keyed, as browsers send them) beside the same statements by bare pg:
// from the measuring process itself, and behind a node:http server that does nothing else, which costs the client what the product costs it.
// `--seconds 4 --in-flight 1,8,32 --kinds move,patch,create,comment`
import { randomUUID } from 'node:crypto'
import { loadavg } from 'node:os'
import { Pool } from 'pg'
import { BareWrites, type Write } from './bare-writes.ts'
import { drive, Http, option, round } from './load.ts'
import { aBareNode, aCompany, aDatabase, aNode, type Company, type Team } from './stage.ts'

const seconds = Number(option('seconds', '4'))
const levels = option('in-flight', '1,8,32').split(',').map(Number)
const kinds = option('kinds', 'move,patch,create,comment').split(',') as Write[]

const place = await aDatabase()
const node = await aNode(place.url)
const company = await aCompany(node.url, { teams: 32, tasks: 200 })
const http = new Http(node.url, company.token)
const others: Company = { ...company, teams: company.teams.slice(16) }
const bare = new BareWrites(place.url, others)
const bareNode = await aBareNode(place.url, others)
const bareHttp = new Http(bareNode.url, '')
try {
  await theMachine()
  for (const spread of [16, 1]) {
    for (const kind of kinds) {
      for (const inFlight of levels) {
        await compare(kind, spread, inFlight)
      }
    }
  }
} finally {
  http.close()
  bareHttp.close()
  await bare.close()
  await bareNode.stop()
  await node.stop()
  await place.drop()
}

/** The bare ones before and after ours: how far apart they are is the noise. */
async function compare(kind: Write, spread: number, inFlight: number): Promise<void> {
  const byPg = () => drive(inFlight, seconds / 2, (lane, turn) => bare.write(kind, others.teams[lane % spread]!, turn * 64 + lane))
  const byHttp = () => drive(inFlight, seconds / 2, (lane, turn) => bareHttp.send('POST', `/${kind}/${lane % spread}/${turn * 64 + lane}`, { title: 'x' }).then(() => {}))
  const before = [await byPg(), await byHttp()] as const
  const ours = await drive(inFlight, seconds, (lane, turn) => write(http, kind, company.teams[lane % spread]!, turn * 64 + lane))
  const after = [await byPg(), await byHttp()] as const
  const [pg, server] = [(before[0].rate + after[0].rate) / 2, (before[1].rate + after[1].rate) / 2]
  console.log(JSON.stringify({
    bench: 'writes', kind, teams: spread, inFlight, perSecond: round(ours.rate), p50: round(ours.p50, 1), p99: round(ours.p99, 1), refused: ours.refused,
    bare: round(pg), share: round(ours.rate / pg, 2), bareHttp: round(server), shareHttp: round(ours.rate / server, 2),
    noise: round(Math.abs(before[0].rate - after[0].rate) / pg, 2), load: round(loadavg()[0]!, 1),
  }))
}

/** What this machine's PostgreSQL does with nothing around it: one small update a transaction, as pgbench's simplest does. */
async function theMachine(): Promise<void> {
  const pool = new Pool({ connectionString: place.url, max: 8 })
  await pool.query('create table bench_counters as select n as id, 0 as value from generate_series(1, 64) n')
  for (const inFlight of [1, 8]) {
    const { rate, p50 } = await drive(inFlight, seconds / 2, (lane) => pool.query({ name: 'count', text: 'update bench_counters set value = value + 1 where id = $1', values: [lane + 1] }).then(() => {}))
    console.log(JSON.stringify({ bench: 'single-update', inFlight, perSecond: round(rate), p50: round(p50, 2), load: round(loadavg()[0]!, 1) }))
  }
  await pool.end()
}

async function write(http: Http, kind: Write, team: Team, turn: number): Promise<void> {
  const taskId = team.taskIds[(turn * 7) % team.taskIds.length]!
  const statusId = team.statusIds[turn % team.statusIds.length]!
  const key = { 'Idempotency-Key': randomUUID() }
  if (kind === 'move') await http.send('PUT', `/api/tasks/${taskId}/position`, { statusId, afterTaskId: null }, key)
  else if (kind === 'patch') await http.send('PATCH', `/api/tasks/${taskId}`, { title: `Renamed ${turn}` }, key)
  else if (kind === 'create') await http.send('POST', '/api/tasks', { projectId: team.projectId, title: 'A new task', statusId }, key)
  else await http.send('POST', `/api/tasks/${taskId}/comments`, { body: 'A comment of a usual length, as people write them.' }, key)
}
