// Finds what some tests need: PostgreSQL, Redis and Chromium, by their settings or at their usual places.
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { userInfo } from 'node:os'

/** The first without windows of its own: opening a page costs it a quarter of what it costs the whole browser. */
const CHROMIUMS = [
  '/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Each service with the variable that tells the tests of it; `value` is missing when there is none, `why` says why. */
export async function findServices(environment) {
  return [await findPostgres(environment), await findRedis(environment), findChromium(environment)]
}

async function findPostgres({ TEST_DATABASE_URL }) {
  const service = { label: 'PostgreSQL', name: 'TEST_DATABASE_URL' }
  const local = ['', 'postgres', 'postgres:postgres'].map((login) =>
    `postgres://${login || encodeURIComponent(userInfo().username)}@127.0.0.1:5432/postgres`)
  let why = ''
  for (const url of TEST_DATABASE_URL ? [TEST_DATABASE_URL] : local) {
    const reason = await refusal(url)
    if (!reason) return { ...service, value: url }
    why ||= reason
  }
  return { ...service, why }
}

/** Why this login cannot carry the tests: they make databases with an owner of their own. Nothing when it can. */
async function refusal(url) {
  const { Client } = (await import('pg')).default
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 3000 })
  try {
    await client.connect()
    const { rows } = await client.query('select rolsuper from pg_roles where rolname = session_user')
    return rows[0].rolsuper ? undefined : 'the login is no superuser, and tests make databases and their owner'
  } catch (error) {
    return error.message || error.code
  } finally {
    await client.end().catch(() => {})
  }
}

async function findRedis({ TEST_REDIS_URL }) {
  const service = { label: 'Redis', name: 'TEST_REDIS_URL' }
  const url = TEST_REDIS_URL || 'redis://127.0.0.1:6379'
  const { hostname, port } = new URL(url)
  if (await answers(hostname, Number(port || 6379))) return { ...service, value: url }
  return { ...service, why: `no answer at ${hostname}:${port || 6379}` }
}

const answers = (host, port) => new Promise((resolve) => {
  const socket = connect({ host, port, timeout: 2000 })
  const end = (result) => () => {
    socket.destroy()
    resolve(result)
  }
  socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false))
})

function findChromium({ TEST_CHROMIUM, CHROMIUM_PATH }) {
  const service = { label: 'Chromium', name: 'TEST_CHROMIUM' }
  const given = TEST_CHROMIUM || CHROMIUM_PATH
  const value = (given ? [given] : CHROMIUMS).find((file) => existsSync(file))
  return value ? { ...service, value } : { ...service, why: given ? `no file at ${given}` : 'not installed' }
}
