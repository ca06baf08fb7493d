// Listens for a connection to its own inbox and its organization without sending anything: sessions, tokens and memberships end there.
import type { Connection } from './connection.ts'
import type { Feed, Follower } from './feed.ts'
import type { Relay } from './relay.ts'
import type { Rights } from './rights.ts'

export class Watcher implements Follower {
  readonly connection: Connection
  readonly membershipId: string
  readonly #rights: Rights
  readonly #failed: (connection: Connection, error: unknown) => void

  constructor(connection: Connection, rights: Rights, failed: (connection: Connection, error: unknown) => void) {
    this.connection = connection
    this.membershipId = connection.membershipId
    this.#rights = rights
    this.#failed = failed
  }

  async watch(relay: Relay, stream: string): Promise<void> {
    const feed: Feed = await relay.open(this.connection.organizationId, stream, this)
    if (this.connection.closed) return relay.leave(feed, this)
    this.connection.onClose.push(() => relay.leave(feed, this))
  }

  /** A session or membership that ended refuses the read. */
  async recheck(): Promise<void> {
    try {
      await this.#rights.certain(this.connection)
    } catch (error) {
      if (!this.connection.closed) this.#failed(this.connection, error)
    }
  }

  reset(): void {}
}
