// Keeps members told: woken by this node's commits, and now and then by a look at all streams, which finds what a node left that died.
import type { Logger } from '../../kernel/logger.ts'
import type { CommittedStream } from '../../kernel/streams.ts'
import type { Kernel } from '../../kernel/transact.ts'
import { giveReminders } from '../reminders/give-reminders.ts'
import { findUntold, followOn, followSingly, type Followed } from './follow.ts'

/** What happens within so many milliseconds in a team is told in one transaction, so that a busy board pays for few. */
const GATHER_MS = 150
const SWEEP_MS = 15_000
/** So often a stream may fail before its events are told one by one, and the one at fault is left out. */
const ATTEMPTS = 3

export class Notifier {
  readonly #kernel: Kernel
  readonly #logger: Logger
  readonly #waiting = new Map<string, Followed>()
  /** How often each stream failed since it last went well. */
  readonly #failures = new Map<string, number>()
  #leftOut = 0
  #running: Promise<void> = Promise.resolve()
  #gathering: NodeJS.Timeout | undefined
  #sweeping: NodeJS.Timeout | undefined
  #stopped = false

  constructor(kernel: Kernel, logger: Logger) {
    this.#kernel = kernel
    this.#logger = logger
  }

  /** From now on, until `stop`. */
  start(): void {
    this.#kernel.onCommit((streams) => this.#heard(streams))
    this.#sweepSoon(0)
  }

  /** Tells all that is untold by now, wherever it came from, and gives the reminders whose time has come. */
  async settle(): Promise<void> {
    await giveReminders(this.#kernel)
    const untold = new Map((await findUntold(this.#kernel)).map((followed) => [followed.stream, followed]))
    for (const [stream, followed] of untold) this.#waiting.set(stream, followed)
    for (const stream of this.#failures.keys()) if (!untold.has(stream)) this.#failures.delete(stream)
    this.#run()
    await this.#running
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#gathering)
    clearTimeout(this.#sweeping)
    await this.#running
  }

  /** Of this node, for /metrics. */
  metrics(): { leftOut: number; failing: number } {
    return { leftOut: this.#leftOut, failing: this.#failures.size }
  }

  #heard(streams: CommittedStream[]): void {
    for (const { organizationId, stream } of streams) if (stream.startsWith('team:')) this.#waiting.set(stream, { organizationId, stream })
    if (this.#waiting.size > 0) this.#runSoon()
  }

  #runSoon(): void {
    if (this.#stopped) return
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined
      this.#run()
    }, GATHER_MS).unref()
  }

  #run(): void {
    this.#running = this.#running.then(() => this.#followWaiting())
  }

  async #followWaiting(): Promise<void> {
    const followed = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const one of followed) if (!this.#stopped) await this.#follow(one)
    if (this.#waiting.size > 0) this.#runSoon()
  }

  /** What fails is found by the next sweep. An event that fails every time would keep all later ones of its team waiting, so it is left out in the end. */
  async #follow(followed: Followed): Promise<void> {
    const failures = this.#failures.get(followed.stream) ?? 0
    try {
      if (failures >= ATTEMPTS) await this.#followSingly(followed)
      let outcome = await followOn(this.#kernel, followed)
      while (outcome === 'more' && !this.#stopped) outcome = await followOn(this.#kernel, followed)
      if (outcome === 'busy') this.#waiting.set(followed.stream, followed)
      this.#failures.delete(followed.stream)
    } catch (error) {
      this.#failures.set(followed.stream, failures + 1)
      this.#logger.warn({ err: error, ...followed }, 'members could not be told of a stream')
    }
  }

  async #followSingly(followed: Followed): Promise<void> {
    const left = await followSingly(this.#kernel, followed)
    if (!left) return
    const { event: { id, type, offset }, error } = left
    this.#leftOut += 1
    this.#logger.error({ err: error, ...followed, eventId: id, type, offset }, 'nobody could be told of an event: it was left out')
  }

  #sweepSoon(after = SWEEP_MS): void {
    if (this.#stopped) return
    this.#sweeping = setTimeout(() => {
      void this.settle().catch((error: unknown) => this.#logger.warn({ err: error }, 'the look for untold events failed')).finally(() => this.#sweepSoon())
    }, after).unref()
  }
}
