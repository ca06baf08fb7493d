// Where benchmarks play: a fresh PostgreSQL database, nodes of the product as processes, and an organization with teams.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { endpoints } from '../../shared/index.ts'
import { freePort } from '../../tests/operations/run.ts'
import { call } from '../../tests/support/http.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const SECRET_KEY = 'benchmarks-only-0123456789-abcdefghijklmnopqrstuvwxyz'

export const adminUrl = process.env.TEST_DATABASE_URL ?? `postgres://${encodeURIComponent(userInfo().username)}@127.0.0.1:5432/postgres`
export const redisUrl = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379'

export interface Place { url: string; drop(): Promise<void> }

/** An empty database with an ordinary owner, as operators are told to make one. */
export async function aDatabase(): Promise<Place> {
  const name = `lockstep_bench_${randomUUID().replaceAll('-', '').slice(0, 12)}`
  await asAdmin(async (client) => {
    await client.query(`do $$ begin if not exists (select from pg_roles where rolname = 'lockstep_test_owner') then
      create role lockstep_test_owner login createrole password 'lockstep'; end if; end $$`)
    await client.query(`create database ${name} owner lockstep_test_owner`)
  })
  return placeOf(name)
}

/** A copy of a database that nobody is connected to. */
export async function aCopy({ url }: Place): Promise<Place> {
  const name = `lockstep_bench_${randomUUID().replaceAll('-', '').slice(0, 12)}`
  await asAdmin(async (client) => void await client.query(`create database ${name} template ${new URL(url).pathname.slice(1)} owner lockstep_test_owner`))
  return placeOf(name)
}

function placeOf(name: string): Place {
  const url = Object.assign(new URL(adminUrl), { pathname: `/${name}`, username: 'lockstep_test_owner', password: 'lockstep' })
  return { url: url.toString(), drop: () => asAdmin(async (client) => void await client.query(`drop database if exists ${name} with (force)`)) }
}

async function asAdmin(action: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  await action(client).finally(() => client.end())
}

/** A node as a process of its own, so that it shares nothing with the load but the machine; without a URL on the embedded database. */
export interface Node { url: string; pid: number; stop(): Promise<void> }

export async function aNode(databaseUrl: string | null, settings: Record<string, string> = {}, nodeOptions: string[] = []): Promise<Node> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-bench-'))
  const child = spawn(process.execPath, [...profiling(), ...COLLECTING, ...nodeOptions, join(ROOT, 'server', 'main.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH, NODE_ENV: 'test', HOST: '127.0.0.1', PORT: String(port), DATA_DIR: folder, ...(databaseUrl !== null && { DATABASE_URL: databaseUrl }),
      LIMITS: 'off', BCRYPT_COST: '4', LOG_LEVEL: 'error', SECRET_KEY, ...settings,
    },
  })
  return running(child, () => rmSync(folder, { recursive: true, force: true }))
}

/** node:http, Socket.IO and pg with nothing around them, as a process too. */
export function aBareNode(databaseUrl: string, company: Company): Promise<Node> {
  const child = spawn(process.execPath, [...COLLECTING, join(import.meta.dirname, 'bare-node.ts'), databaseUrl, JSON.stringify(company)], {
    stdio: ['ignore', 'pipe', 'inherit'], env: { PATH: process.env.PATH },
  })
  return running(child, () => {})
}

/** On SIGUSR2 a node collects what nobody uses, so that memory can be compared. */
const COLLECTING = ['--expose-gc', '--import', `data:text/javascript,${encodeURIComponent("process.on('SIGUSR2', () => gc())")}`]

/** `--profile FOLDER`: nodes write there where their time went, for Chromium's developer tools. */
function profiling(): string[] {
  const at = process.argv.indexOf('--profile')
  return at < 0 ? [] : ['--cpu-prof', '--cpu-prof-interval', '500', '--cpu-prof-dir', process.argv[at + 1]!]
}

/** However a bench ends, its nodes end with it. */
const children = new Set<ChildProcess>()
process.once('exit', () => children.forEach((child) => child.kill('SIGKILL')))
process.once('SIGTERM', () => process.exit(143))

async function running(child: ChildProcess, after: () => void): Promise<Node> {
  children.add(child)
  const url = await ready(child)
  return {
    url, pid: child.pid!,
    stop: async () => {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
      children.delete(child)
      after()
    },
  }
}

async function ready(child: ChildProcess): Promise<string> {
  let output = ''
  return new Promise<string>((resolve, reject) => {
    child.stdout!.on('data', (chunk: Buffer) => {
      const address = /ready at (http:\S+)/.exec(output += chunk.toString())?.[1]
      if (address) resolve(address)
    })
    child.once('exit', () => reject(new Error(`the node ended before it was ready: ${output}`)))
  })
}

export interface Team { id: string; projectId: string; statusIds: string[]; taskIds: string[] }
export interface Company { token: string; organizationId: string; membershipId: string; teams: Team[] }

/** An organization with so many teams, a project each, so many tasks in it. Its token is one of an admin's session. */
export async function aCompany(url: string, { teams, tasks }: { teams: number; tasks: number }): Promise<Company> {
  const body = { email: `${randomUUID()}@example.com`, password: 'four unrelated words', name: 'Ada', organizationName: 'Bench' }
  const { data } = await call(url, null, endpoints.register, { body })
  const token = data.access
  const made: Team[] = []
  for (let index = 0; index < teams; index += 1) made.push(await aTeam(url, token, tasks))
  return { token, organizationId: data.organization.id, membershipId: data.membership.id, teams: made }
}

async function aTeam(url: string, token: string, tasks: number): Promise<Team> {
  const team = await call(url, token, endpoints.createTeam, { body: { name: 'Team' } })
  const project = await call(url, token, endpoints.createProject, { body: { name: 'Project', teamId: team.data.id } })
  const projectId = project.data.id
  for (let done = 0; done < tasks; done += 5000) {
    const operations = Array.from({ length: Math.min(5000, tasks - done) }, (_, index) =>
      ({ op: 'create' as const, projectId, title: `Task ${done + index}: something that a team would write on a card` }))
    const { status } = await call(url, token, endpoints.bulkTasks, { body: { mode: 'atomic', operations } })
    if (status !== 200) throw new Error(`bulk answered ${status}`)
  }
  const board = await call(url, token, endpoints.readBoard, { params: { projectId } })
  return { id: team.data.id, projectId, statusIds: board.data.statuses.map(({ id }) => id), taskIds: board.data.tasks.map(({ id }) => id) }
}

/** A bot's token: unlike a session's it does not run out while one measures. */
export async function aBot(url: string, { token, teams }: Company): Promise<string> {
  const { data } = await call(url, token, endpoints.createBot, { body: { name: 'Bench', role: 'admin', teamIds: teams.map(({ id }) => id).slice(0, 100) } })
  return data.token
}
