// Keeps members told: woken by this node's commits, and now and then by a look at all streams, which finds what a node left that died.
import type { Logger } from '../../kernel/logger.ts'
import type { CommittedStream } from '../../kernel/streams.ts'
import type { Kernel } from '../../kernel/transact.ts'
import { giveReminders } from '../reminders/give-reminders.ts'
import { findUntold, followOn, type Followed } from './follow.ts'

/** What happens within so many milliseconds in a team is told in one transaction, so that a busy board pays for few. */
const GATHER_MS = 150
const SWEEP_MS = 15_000

export class Notifier {
  readonly #kernel: Kernel
  readonly #logger: Logger
  readonly #waiting = new Map<string, Followed>()
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
    for (const followed of await findUntold(this.#kernel)) this.#waiting.set(followed.stream, followed)
    this.#run()
    await this.#running
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#gathering)
    clearTimeout(this.#sweeping)
    await this.#running
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

  /** What fails is found by the next sweep. */
  async #follow(followed: Followed): Promise<void> {
    try {
      let outcome = await followOn(this.#kernel, followed)
      while (outcome === 'more' && !this.#stopped) outcome = await followOn(this.#kernel, followed)
      if (outcome === 'busy') this.#waiting.set(followed.stream, followed)
    } catch (error) {
      this.#logger.warn({ err: error, ...followed }, 'members could not be told of a stream')
    }
  }

  #sweepSoon(after = SWEEP_MS): void {
    if (this.#stopped) return
    this.#sweeping = setTimeout(() => {
      void this.settle().catch((error: unknown) => this.#logger.warn({ err: error }, 'the look for untold events failed')).finally(() => this.#sweepSoon())
    }, after).unref()
  }
}
