// All connections of this node, by organization; how many each user and organization may have.
import { Problem } from '../kernel/errors.ts'
import type { Connection } from './connection.ts'

const PER_USER = 50
const PER_ORGANIZATION = 2000

export class Connections {
  readonly #byOrganization = new Map<string, Set<Connection>>()
  readonly #byUser = new Map<string, number>()
  readonly #limits: boolean

  constructor(limits: boolean) {
    this.#limits = limits
  }

  /** Counts a connection in; throws when the user or the organization has too many. */
  add(connection: Connection): void {
    const own = this.of(connection.organizationId)
    const count = this.#byUser.get(connection.userKey) ?? 0
    if (this.#limits && count >= PER_USER) throw new Problem('rate_limited', 'Too many connections of one user.')
    if (this.#limits && own.size >= PER_ORGANIZATION) throw new Problem('rate_limited', 'Too many connections of the organization.')
    this.#byUser.set(connection.userKey, count + 1)
    this.#byOrganization.set(connection.organizationId, own.add(connection))
  }

  remove(connection: Connection): void {
    const own = this.#byOrganization.get(connection.organizationId)
    if (!own?.delete(connection)) return
    if (own.size === 0) this.#byOrganization.delete(connection.organizationId)
    const left = (this.#byUser.get(connection.userKey) ?? 1) - 1
    if (left > 0) this.#byUser.set(connection.userKey, left)
    else this.#byUser.delete(connection.userKey)
  }

  of(organizationId: string): Set<Connection> {
    return this.#byOrganization.get(organizationId) ?? new Set()
  }

  * all(): Generator<Connection> {
    for (const own of this.#byOrganization.values()) yield* own
  }
}
