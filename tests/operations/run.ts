// Starts the product as a user does, by scripts/start.mjs, in a data folder of its own.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'

const START = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url))

export interface Run {
  readonly process: ChildProcess
  readonly output: () => string
  /** Resolves with the address once it is printed; rejects when the process ends before. */
  readonly ready: Promise<string>
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Runs start.mjs with only the settings given. `nodeOptions` go before the script. */
export function run(settings: Record<string, string>, nodeOptions: string[] = []): Run {
  const child = spawn(process.execPath, [...nodeOptions, START], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOST: '127.0.0.1', LOG_LEVEL: 'fatal', BCRYPT_COST: '12', ...settings },
  })
  let output = ''
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
  const ready = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString()
        const address = output.match(/ready at (http:\S+)/)?.[1]
        if (address) resolve(address)
      })
    }
    void ended.then(() => reject(new Error(`It ended before it was ready: ${output}`)))
  })
  ready.catch(() => {})
  return { process: child, output: () => output, ready, ended }
}
