// Writes through HTTP (move, patch, create, comment; keyed, as browsers send them) beside the same statements by bare pg.
import { randomUUID } from 'node:crypto'
import { BareWrites, type Write } from './bare-writes.ts'
import { drive, Http, option, round } from './load.ts'
import { aCompany, aDatabase, aNode, type Team } from './stage.ts'

const seconds = Number(option('seconds', '4'))
const levels = option('in-flight', '1,8,32').split(',').map(Number)
const kinds = option('kinds', 'move,patch,create,comment').split(',') as Write[]

const place = await aDatabase()
const node = await aNode(place.url)
const company = await aCompany(node.url, { teams: 32, tasks: 200 })
const http = new Http(node.url, company.token)
const bare = new BareWrites(place.url, company)
try {
  for (const spread of [16, 1]) {
    for (const kind of kinds) {
      for (const inFlight of levels) {
        const [own, other] = [company.teams.slice(0, spread), company.teams.slice(16, 16 + spread)]
        const limit = await drive(inFlight, seconds / 2, (lane, turn) => bare.write(kind, other[lane % spread]!, turn * 64 + lane))
        const ours = await drive(inFlight, seconds, (lane, turn) => write(http, kind, own[lane % spread]!, turn * 64 + lane))
        const again = await drive(inFlight, seconds / 2, (lane, turn) => bare.write(kind, other[lane % spread]!, turn * 64 + lane))
        const bareRate = (limit.rate + again.rate) / 2
        console.log(JSON.stringify({
          bench: 'writes', kind, teams: spread, inFlight, perSecond: round(ours.rate), p50: round(ours.p50, 1), p99: round(ours.p99, 1),
          bare: round(bareRate), share: round(ours.rate / bareRate, 2), noise: round(Math.abs(limit.rate - again.rate) / bareRate, 2),
        }))
      }
    }
  }
} finally {
  http.close()
  await bare.close()
  await node.stop()
  await place.drop()
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
