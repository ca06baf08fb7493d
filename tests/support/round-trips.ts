// How often a server waits for PostgreSQL: every write to a connection that leaves with statements, and the statements in them.
import type { Pool, PoolClient } from 'pg'
import type { World } from './world.ts'

export interface Asked { trips: number; statements: number }

interface Stream { writableCorked: number; uncork(): void }

/** Counts what the world's server asks while the action runs; nobody else may ask it meanwhile. */
export class RoundTrips {
  readonly #now: Asked = { trips: 0, statements: 0 }
  readonly #seen = new WeakSet<object>()

  constructor({ server }: World) {
    const pool = server.kernel.database.pool as Pool & { _clients: PoolClient[] }
    for (const client of pool._clients) this.#listen(client)
    pool.on('connect', (client) => this.#listen(client))
  }

  async of(action: () => Promise<unknown>): Promise<Asked> {
    const before = { ...this.#now }
    await action()
    return { trips: this.#now.trips - before.trips, statements: this.#now.statements - before.statements }
  }

  #listen(client: PoolClient): void {
    if (this.#seen.has(client)) return
    this.#seen.add(client)
    const { stream } = (client as unknown as { connection: { stream: Stream } }).connection
    const [uncork, ask] = [stream.uncork.bind(stream), client.query.bind(client) as (...given: unknown[]) => unknown]
    let waiting = 0
    client.query = ((...given: unknown[]) => {
      waiting += 1
      this.#now.statements += 1
      return ask(...given)
    }) as typeof client.query
    // A statement corks and uncorks too: only the last one of a turn lets them go.
    stream.uncork = () => {
      uncork()
      if (stream.writableCorked > 0 || waiting === 0) return
      waiting = 0
      this.#now.trips += 1
    }
  }
}
