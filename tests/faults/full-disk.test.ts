// A disk without a free byte: writes are told to come again, reads go on, and what is there stays whole (F31).
import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { attached, upload } from '../features/attachments/uploading.ts'
import { hasPostgres } from '../integration/support/services.ts'
import { closeClients, connect, pause, until } from '../realtime/support/client.ts'
import { aTask, type Person } from '../support/factories.ts'
import { call } from '../support/http.ts'
import { startCluster, type Cluster } from './support/cluster.ts'
import { Load } from './support/load.ts'
import { hasPostgresPrograms, PostgresProcess } from './support/postgres-process.ts'
import { roundsOf, spread, told } from './support/rounds.ts'
import { SmallDisk } from './support/small-disk.ts'

const MEGABYTES = 120
const disk = hasPostgresPrograms() ? SmallDisk.mount(MEGABYTES) : null
let postgres: PostgresProcess | undefined
let cluster: Cluster | undefined

/** Every page of every table; the check of indexes throws what it finds. */
const DAMAGE = `
  select 'table ' || c.relname || ': ' || v.msg as damage
  from pg_class c, lateral verify_heapam(c.oid) v where c.relkind = 'r'`
const CHECK_INDEXES = `
  with trees as materialized (
    select i.indexrelid from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
    where a.amname = 'btree' and c.relkind = 'i' and i.indisready and i.indisvalid
  ) select bt_index_check(indexrelid, true) from trees`

describe.skipIf(!disk)('on a disk that fills up', () => {
  afterEach(async () => {
    closeClients()
    await cluster?.stop()
    await postgres?.remove()
    cluster = postgres = undefined
    disk!.empty()
  })
  afterAll(() => disk?.remove())

  /** The answer to the first write that had no room. */
  async function refusedWrite({ manager, project }: Cluster['company'], url: string) {
    for (let tries = 0; tries < 200; tries += 1) {
      const body = { projectId: project.id, title: `Filling ${randomUUID()}`, description: 'y'.repeat(5000) }
      const answer = await call(url, manager.token, endpoints.createTask, { body })
      if (answer.status !== 201) return answer
    }
    throw new Error('The disk never was full')
  }

  it.skipIf(!hasPostgres)('F31 files: an upload is refused and leaves nothing, others are read', async () => {
    cluster = await startCluster({ count: 1, settings: { FILES_URL: pathToFileURL(disk!.path).href, DATABASE_POOL: '4' } })
    const { manager, project } = cluster.company
    const { id } = await aTask(manager, project.id)
    const rounds = roundsOf('F31')
    const bytes = Uint8Array.from(Buffer.alloc(300_000, 'text '))
    for (let round = 0; round < rounds; round += 1) {
      const there = await attached(manager, id, `there ${round}`, bytes)
      const before = filesOn(disk!)
      disk!.fill()
      const { status, headers, problem } = await upload(manager, id, 'too much', bytes)
      expect([status, headers.get('Retry-After'), problem.code]).toEqual([503, '30', 'unavailable'])
      expect(await readBack(manager, cluster.urls[0]!, there.id)).toEqual([200, bytes.length])
      disk!.empty()
      await until('nothing of it is left', () => filesOn(disk!).length === before.length)
      expect(filesOn(disk!)).toEqual(before)
    }
    const attachments = (await manager.do(endpoints.readTaskDetail, { params: { taskId: id } })).attachments
    expect(attachments.map((one) => one.name)).toEqual(Array.from({ length: rounds }, (_, round) => `there ${round}`))
    told('F31', rounds, `${rounds} uploads refused, nothing of them left`)
  }, 300_000)

  it('F31 PostgreSQL refuses what is new, shows what is there, and goes on by itself', async () => {
    postgres = await PostgresProcess.start(disk!.path)
    cluster = await startCluster({ databaseUrl: postgres.url })
    const { company, urls, nodes, stream } = cluster
    const rounds = roundsOf('F31')
    const load = await Load.begin({ ...cluster, writers: 2 })
    const back: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      await pause(300)
      disk!.fill()
      const refused = await refusedWrite(company, urls[round % 2]!)
      expect([refused.status, refused.headers.get('Retry-After'), refused.problem.code]).toEqual([503, '30', 'unavailable'])
      for (const url of urls) {
        expect((await call(url, company.employee.token, endpoints.readBoard, { params: { projectId: company.project.id } })).status).toBe(200)
        expect((await fetch(`${url}/readyz`)).status).toBe(200)
        const client = await connect(url, company.employee.token)
        await client.ask('stream:subscribe', { stream })
      }
      disk!.empty()
      const [at, before] = [performance.now(), load.acknowledged]
      await until('writes are taken again', () => load.acknowledged > before + 2, 10_000)
      back.push(performance.now() - at)
    }
    const { acknowledged, repeated } = await load.settle()
    expect(nodes.map(({ running }) => running)).toEqual([true, true])
    await postgres.asAdmin(async (client) => {
      await client.query('create extension amcheck')
      expect((await client.query(DAMAGE)).rows).toEqual([])
      expect((await client.query(CHECK_INDEXES)).rows.length).toBeGreaterThan(50)
    }, 'lockstep')
    told('F31', rounds, `${acknowledged} writes acknowledged, ${repeated} attempts repeated; taken again after ${spread(back)}; amcheck found every table and index whole`)
  }, 600_000)
})

const filesOn = ({ path }: SmallDisk) =>
  readdirSync(path, { recursive: true, withFileTypes: true }).filter((one) => one.isFile() && one.name !== 'filler').map((one) => join(one.parentPath, one.name)).sort()

async function readBack({ token }: Person, url: string, id: string) {
  const response = await fetch(`${url}/api/attachments/${id}/file?variant=original`, { headers: { Authorization: `Bearer ${token}` } })
  return [response.status, (await response.arrayBuffer()).byteLength]
}
