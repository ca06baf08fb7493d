// What the person behind a socket may do now, asked of the database; kept for a moment where a stale answer harms nobody.
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises'
import { allowsScope } from '../../shared/permissions.ts'
import type { Actor } from '../kernel/actor.ts'
import { Problem } from '../kernel/errors.ts'
import type { Kernel } from '../kernel/transact.ts'
import type { Connection } from './connection.ts'
import { Gate } from './gate.ts'

export type CanReadStream = (actor: Actor, stream: string) => boolean

interface Known { actor: Actor; at: number }

const PARALLEL = 4
const RETRY_MS = 200

export class Rights {
  readonly #kernel: Kernel
  readonly #canRead: CanReadStream
  readonly #maxAgeMs: number
  readonly #gate = new Gate(PARALLEL)
  readonly #known = new WeakMap<Connection, Known>()
  readonly #asked = new WeakMap<Connection, Promise<Actor>>()
  #dropped = 0

  constructor(kernel: Kernel, canRead: CanReadStream, maxAgeMs: number) {
    this.#kernel = kernel
    this.#canRead = canRead
    this.#maxAgeMs = maxAgeMs
  }

  /** Read after this call was made. All who ask in one turn share one read. Throws 401 when the session or membership ended. */
  fresh(connection: Connection): Promise<Actor> {
    let asked = this.#asked.get(connection)
    if (!asked) {
      asked = turn().then(() => this.#gate.through(() => this.#load(connection)))
      this.#asked.set(connection, asked)
    }
    return asked
  }

  /** At most two seconds old, and read after the last change of rights that this node saw. */
  async recent(connection: Connection): Promise<Actor> {
    const known = this.#known.get(connection)
    return known && performance.now() - known.at < this.#maxAgeMs ? known.actor : this.fresh(connection)
  }

  /** As `fresh`, but waits while the database is away: whoever needs this answer must not go on without it. */
  async certain(connection: Connection): Promise<Actor> {
    for (;;) {
      try {
        return await this.fresh(connection)
      } catch (error) {
        if (connection.closed || !(error instanceof Problem && error.code === 'unavailable')) throw error
        await sleep(RETRY_MS)
      }
    }
  }

  /** Something about the rights of this connection changed. */
  drop(connection: Connection): void {
    this.#dropped += 1
    this.#known.delete(connection)
  }

  /** Whether the actor may read a stream: their role, and their token's scope. */
  mayRead(actor: Actor, stream: string): boolean {
    return (actor.scopes === null || allowsScope(actor.scopes, 'streams:read')) && this.#canRead(actor, stream)
  }

  async #load(connection: Connection): Promise<Actor> {
    // From here on the read may have begun: whoever asks now needs another.
    this.#asked.delete(connection)
    const dropped = this.#dropped
    const at = performance.now()
    const actor = await this.#kernel.read(connection.caller, async (work) => work.actor)
    if (dropped === this.#dropped) this.#known.set(connection, { actor, at })
    return actor
  }
}
