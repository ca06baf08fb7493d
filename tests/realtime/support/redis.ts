// The Redis that tests may use, and a cable to it that can be pulled.
import { connect as dial, createServer, type AddressInfo, type Socket } from 'node:net'

const given = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379'

/** Whether something answers there. Without it the suites are skipped, and said to be; REQUIRE_SERVICES=1 makes that a failure. */
async function answers(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve) => {
    const socket = dial({ host: hostname, port: Number(port || 6379), timeout: 1000 })
    const end = (there: boolean) => () => {
      socket.destroy()
      resolve(there)
    }
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false))
  })
}

export const redisUrl = await answers(given) ? given : undefined

if (!redisUrl && process.env.REQUIRE_SERVICES === '1') throw new Error(`Redis does not answer at ${given}, and REQUIRE_SERVICES=1 demands it`)
if (!redisUrl) console.warn(`SKIPPED: tests that need Redis, since nothing answers at ${given} (set TEST_REDIS_URL)`)

export interface Cable { url: string; pull(): void; plug(): Promise<void>; close(): Promise<void> }

/** A way to Redis that can be cut and mended while it is in use. */
export async function aCable(to: string): Promise<Cable> {
  const { hostname, port } = new URL(to)
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = dial(Number(port || 6379), hostname)
    for (const [one, other] of [[near, far], [far, near]] as const) {
      sockets.add(one)
      one.on('error', () => other.destroy()).on('close', () => {
        sockets.delete(one)
        other.destroy()
      }).pipe(other)
    }
  })
  const listen = (at: number) => new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve))
  await listen(0)
  const { port: at } = server.address() as AddressInfo
  const pull = () => {
    server.close()
    for (const socket of sockets) socket.destroy()
  }
  return { url: `redis://127.0.0.1:${at}`, pull, plug: () => listen(at), close: async () => pull() }
}
