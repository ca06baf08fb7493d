// Starting and stopping the product by real processes: first start, restart, refusals, kill -9.
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { freePort, run, type Run } from './run.ts'

const OLD_NODE = 'data:text/javascript,' + encodeURIComponent(
  `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.0.0' } })`)
vi.setConfig({ testTimeout: 90_000 })

/** A data folder of an earlier start: a restart is much cheaper than a first start. */
const used = mkdtempSync(join(tmpdir(), 'lockstep-used-'))
let dataDir: string
let port: number
let runs: Run[]

beforeAll(async () => {
  const first = run({ DATA_DIR: used, PORT: '0' })
  await first.ready
  first.process.kill('SIGTERM')
  await first.ended
}, 90_000)
afterAll(() => rmSync(used, { recursive: true, force: true }))

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'lockstep-start-'))
  cpSync(used, dataDir, { recursive: true })
  port = await freePort()
  runs = []
})
afterEach(async () => {
  for (const { process } of runs) process.kill('SIGKILL')
  await Promise.all(runs.map(({ ended }) => ended))
  rmSync(dataDir, { recursive: true, force: true })
})

function start(settings: Record<string, string> = {}, nodeOptions: string[] = []): Run {
  const started = run({ DATA_DIR: dataDir, PORT: String(port), ...settings }, nodeOptions)
  runs.push(started)
  return started
}

async function post<Body>(url: string, path: string, body: object, token?: string): Promise<Body> {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST', body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
  })
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
  return await answer.json() as Body
}

const register = (url: string) => post<{ access: string }>(url, '/api/auth/register', {
  email: 'ada@example.org', password: 'a long enough passphrase', name: 'Ada', organizationName: 'Engines',
})

describe('npm start', () => {
  it('makes its data folder, prints the address and serves the page, the API and its health there', async () => {
    rmSync(dataDir, { recursive: true })
    const url = await start().ready
    expect(await (await fetch(url)).text()).toContain('<html')
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
    expect((await fetch(`${url}/api/openapi.json`)).status).toBe(200)
    expect(existsSync(join(dataDir, 'secret.key'))).toBe(true)
  })

  it('refuses a second process on the same data folder with one line, and leaves the first alone', async () => {
    const first = start()
    const url = await first.ready
    const second = start({ PORT: '0' })
    expect((await second.ended).code).toBe(1)
    expect(second.output().trim()).toBe(
      `Lockstep cannot start: ${dataDir} is in use by another process (pid ${first.process.pid}). ` +
      'Stop it, or give this one its own DATA_DIR.')
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
  })

  it('stops on SIGTERM with code 0 and starts again with the same secret: a session goes on', async () => {
    const first = start()
    const { access } = await register(await first.ready)
    first.process.kill('SIGTERM')
    expect(await first.ended).toEqual({ code: 0, signal: null })
    expect(existsSync(join(dataDir, 'lock.pid'))).toBe(false)
    const url = await start().ready
    expect((await fetch(`${url}/api/teams`, { headers: { Authorization: `Bearer ${access}` } })).status).toBe(200)
  })

  it('loses no acknowledged write by kill -9', async () => {
    let token = ''
    const acknowledged: string[] = []
    for (let round = 0; round < 3; round++) {
      const server = start()
      const url = await server.ready
      token ||= (await register(url)).access
      setTimeout(() => server.process.kill('SIGKILL'), 400 + round * 300)
      try {
        for (let n = 0; ; n++) acknowledged.push((await post<{ id: string }>(url, '/api/teams', { name: `${round}-${n}` }, token)).id)
      } catch {
        await server.ended
      }
    }
    const url = await start().ready
    expect(acknowledged.length).toBeGreaterThan(3)
    for (const id of acknowledged) {
      const answer = await fetch(`${url}/api/teams/${id}`, { headers: { Authorization: `Bearer ${token}` } })
      expect(answer.status).toBe(200)
    }
  })

  it('names a bad setting in one line', async () => {
    const started = start({ PORT: 'eighty' })
    expect((await started.ended).code).toBe(1)
    expect(started.output()).toMatch(/^Lockstep cannot start: PORT is not usable: [^\n]+\n$/)
  })

  it('on an old Node goes on with the one that npm installed, passes SIGTERM on and the exit code back', async () => {
    const started = start({}, ['--import', OLD_NODE])
    const url = await started.ready
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    started.process.kill('SIGTERM')
    expect(await started.ended).toEqual({ code: 0, signal: null })
  })

  it('on an old Node leaves no server behind when killed: the folder is free again', async () => {
    const first = start({}, ['--import', OLD_NODE])
    await first.ready
    first.process.kill('SIGKILL')
    await first.ended
    await expect(start().ready).resolves.toContain('http')
  })
})
