// PostgreSQL and Redis of the cluster script: each in a folder of its own, on a free port, with nothing kept.
import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Client } from 'pg'
import type { Processes } from './processes.ts'

/** Makes a database cluster with an ordinary owner `lockstep` (no superuser, CREATEROLE) and returns that owner's URL. */
export async function startPostgres(processes: Processes, folder: string): Promise<string> {
  const port = await processes.freePort()
  const user = unprivilegedUser()
  const data = join(folder, 'postgres')
  mkdirSync(data, { mode: 0o700 })
  if (user) {
    chmodSync(folder, 0o755)
    chownSync(data, user.uid, user.gid)
  }
  execFileSync(
    binary('initdb'), ['-D', data, '-U', 'postgres', '--auth=trust', '--no-sync', '-E', 'UTF8', '--locale=C.UTF-8'],
    { ...user, stdio: ['ignore', 'ignore', 'inherit'], cwd: '/' },
  )
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'log_min_messages=fatal']
  processes.start(
    'PostgreSQL', binary('postgres'), ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { ...user, cwd: '/', stopSignal: 'SIGINT' },
  )
  const admin = `postgres://postgres@127.0.0.1:${port}/postgres`
  await processes.until('PostgreSQL', async () => sql(admin, 'select 1'))
  await sql(admin, `create role lockstep login createrole password 'lockstep'`)
  await sql(admin, 'create database lockstep owner lockstep')
  return `postgres://lockstep:lockstep@127.0.0.1:${port}/lockstep`
}

/** Starts Redis without persistence and returns its URL. */
export async function startRedis(processes: Processes, folder: string): Promise<string> {
  const port = await processes.freePort()
  const settings = join(folder, 'redis.conf')
  writeFileSync(settings, `port ${port}\nbind 127.0.0.1\nsave ""\nappendonly no\ndir ${folder}\n`)
  processes.start('Redis', binary('redis-server'), [settings])
  const { Redis } = await import('ioredis')
  await processes.until('Redis', async () => {
    const client = new Redis({ port, host: '127.0.0.1', lazyConnect: true, retryStrategy: () => null })
    client.on('error', () => {})
    return client.connect().then(() => client.ping()).then(() => true).finally(() => client.disconnect())
  })
  return `redis://127.0.0.1:${port}`
}

async function sql(url: string, statement: string): Promise<true> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
    return true
  } finally {
    await client.end()
  }
}

/** PostgreSQL refuses to run as root: then the system's `postgres` runs it, or else `nobody`. */
function unprivilegedUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const idOf = (flag: string, name: string) =>
    Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }))
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: idOf('-u', name), gid: idOf('-g', name) }
    } catch {
      continue
    }
  }
  throw new Error('There is no unprivileged user to run PostgreSQL as.')
}

function binary(name: string): string {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const places = [...versions.map((version) => join(debian, version, 'bin')), ...(process.env.PATH ?? '').split(delimiter)]
  const found = places.map((place) => join(place, name)).find((file) => existsSync(file))
  if (!found) throw new Error(`${name} is not installed. Install it, or name a running server (head of scripts/cluster.ts).`)
  return found
}
