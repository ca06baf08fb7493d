// A PostgreSQL of the test's own: a cluster in a temporary folder that may be stopped, crashed and frozen.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { freePort } from '../../operations/run.ts'

const root = process.getuid?.() === 0
/** Debian keeps the server's programs out of the PATH. */
const BIN = globSync('/usr/lib/postgresql/*/bin').sort((a, b) => version(a) - version(b)).at(-1)
function version(path: string): number {
  return Number(/postgresql\/(\d+)/.exec(path)?.[1])
}

/** Whether this machine has its programs; says so loudly when it has not. */
export function hasPostgresPrograms(): boolean {
  if (BIN && (!root || spawnSync('id', ['-u', 'postgres']).status === 0)) return true
  if (process.env.REQUIRE_SERVICES === '1') throw new Error('The programs of PostgreSQL are missing, and REQUIRE_SERVICES=1 demands them')
  console.warn('\n*** SKIPPED: faults of PostgreSQL itself, which need its programs in /usr/lib/postgresql/*/bin. ***\n')
  return false
}

/** PostgreSQL refuses to run as root, and to use what belongs to another. */
function give(folder: string): void {
  if (root) chownSync(folder, Number(spawnSync('id', ['-u', 'postgres']).stdout), -1)
}

function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-postgres-'))
  give(folder)
  return folder
}

export class PostgresProcess {
  readonly url: string
  readonly port: number
  readonly #folder: string
  readonly #data: string
  #running = false

  private constructor(port: number, folder: string, dataOn = folder) {
    this.port = port
    this.url = `postgres://lockstep:lockstep@127.0.0.1:${port}/lockstep`
    this.#folder = folder
    this.#data = join(dataOn, 'data')
  }

  /** A fresh cluster with a database of an ordinary owner. Its tables may be on another disk, `dataOn`; its log of writes stays here. */
  static async start(dataOn?: string): Promise<PostgresProcess> {
    const folder = ownFolder()
    if (dataOn) give(dataOn)
    const postgres = new PostgresProcess(await freePort(), folder, dataOn)
    const logOfWrites = dataOn ? ['--waldir', join(folder, 'wal')] : []
    await postgres.#run('initdb', '-D', postgres.#data, ...logOfWrites, '-U', 'postgres', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C')
    await postgres.start()
    await postgres.asAdmin(async (client) => {
      await client.query(`create role lockstep login createrole password 'lockstep'`)
      await client.query('create database lockstep owner lockstep')
    })
    return postgres
  }

  async start(): Promise<void> {
    const options = `-p ${this.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=100`
    await this.#run('pg_ctl', 'start', '-w', '-D', this.#data, '-l', join(this.#folder, 'log'), '-o', options)
    this.#running = true
  }

  /** `fast` ends connections and writes everything down; `immediate` leaves it to the log, as after a crash. */
  async stop(mode: 'fast' | 'immediate'): Promise<void> {
    await this.#run('pg_ctl', 'stop', '-w', '-D', this.#data, '-m', mode)
    this.#running = false
  }

  /** A superuser's connection. */
  async asAdmin<T>(action: (client: Client) => Promise<T>, database = 'postgres'): Promise<T> {
    const client = new Client({ connectionString: `postgres://postgres@127.0.0.1:${this.port}/${database}` })
    await client.connect()
    try {
      return await action(client)
    } finally {
      await client.end()
    }
  }

  /** As docs/operations.md tells it: a second server that follows this one, and that each commit here waits for. */
  async addStandby(): Promise<PostgresProcess> {
    const standby = new PostgresProcess(await freePort(), ownFolder())
    await this.#run('pg_basebackup', '-d', `postgres://postgres@127.0.0.1:${this.port}/?application_name=standby`, '-D', standby.#data, '-R', '-X', 'stream', '--no-sync', '-c', 'fast')
    await standby.start()
    await this.asAdmin(async (client) => {
      await client.query(`alter system set synchronous_standby_names = 'standby'`)
      await client.query('select pg_reload_conf()')
    })
    return standby
  }

  /** It stops following, and takes writes. */
  promote(): Promise<void> {
    return this.#run('pg_ctl', 'promote', '-w', '-D', this.#data)
  }

  /** As docs/operations.md tells it: the whole database into a file. */
  dump(): Promise<void> {
    return this.#run('pg_dump', '-h', '127.0.0.1', '-p', String(this.port), '-U', 'postgres', '-Fc', '-f', join(this.#folder, 'dump'), 'lockstep')
  }

  /** Puts the file in the place of what is there now. */
  async restore(): Promise<void> {
    await this.asAdmin(async (client) => {
      await client.query('drop database lockstep with (force)')
      await client.query('create database lockstep owner lockstep')
    })
    await this.#run('pg_restore', '-h', '127.0.0.1', '-p', String(this.port), '-U', 'postgres', '--exit-on-error', '-d', 'lockstep', join(this.#folder, 'dump'))
  }

  async remove(): Promise<void> {
    try {
      if (this.#running) await this.stop('immediate')
    } finally {
      rmSync(this.#folder, { recursive: true, force: true })
    }
  }

  /** It refuses to run as root. */
  async #run(program: string, ...options: string[]): Promise<void> {
    const command = [join(BIN!, program), ...options]
    const [first, ...rest] = root ? ['runuser', '-u', 'postgres', '--', ...command] : command
    const child = spawn(first!, rest, { cwd: this.#folder, stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => { said += chunk.toString() })
    const [status] = await once(child, 'exit') as [number | null]
    if (status !== 0) throw new Error(`${program} ended with ${status}: ${said}`)
  }
}
