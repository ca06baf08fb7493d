// Finds sockets that read more slowly than their rooms are given events, and takes them out of the rooms (RT14).
import type { Connections } from './connections.ts'
import type { Counters } from './counters.ts'

/** Looks every so often, and at once after this many events. */
const LOOK_AFTER = 64

export class SlowConsumers {
  readonly #connections: Connections
  readonly #counters: Counters
  readonly #timer: NodeJS.Timeout
  #given = 0

  constructor(connections: Connections, counters: Counters, everyMs: number) {
    this.#connections = connections
    this.#counters = counters
    this.#timer = setInterval(() => this.look(), everyMs).unref()
  }

  eventGiven(): void {
    this.#given += 1
    if (this.#given >= LOOK_AFTER) this.look()
  }

  look(): void {
    this.#given = 0
    for (const connection of this.#connections.all()) {
      if (connection.subscriptions.size === 0 || connection.slow || !connection.full) continue
      this.#counters.slowConsumers += 1
      void connection.drained()
      for (const subscription of [...connection.subscriptions.values()]) subscription.fallBack()
    }
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}
