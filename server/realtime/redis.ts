// Connections to Redis. It is only a bell: when it is away, nothing throws, nothing queues up, and the product goes on.
import { Redis } from 'ioredis'
import type { Logger } from '../kernel/logger.ts'
import type { Counters } from './counters.ts'

const RETRY_MS = 250
/** Unanswered messages after which no more are sent: a frozen Redis must not fill this process. */
const MAX_UNANSWERED = 500
/** An answer that takes longer than this counts as away. */
const ANSWER_MS = 1000

export class RedisLink {
  readonly publisher: Redis
  readonly subscriber: Redis
  readonly #counters: Counters
  readonly #publish: Redis['publish']
  #unanswered = 0
  #answeredAt = performance.now()

  /** `changed` is called when it comes and when it goes. */
  constructor(url: string, counters: Counters, logger: Logger, changed: () => void) {
    this.#counters = counters
    this.publisher = connect(url)
    this.subscriber = connect(url)
    for (const redis of [this.publisher, this.subscriber]) {
      redis.on('error', (error) => {
        counters.bellErrors += 1
        logger.debug({ err: error }, 'redis')
      })
    }
    this.subscriber.on('ready', () => {
      counters.redisReady = 1
      logger.info('redis is there')
      changed()
    })
    this.subscriber.on('close', () => {
      if (counters.redisReady === 1) logger.warn('redis is away: events arrive by the sweep')
      counters.redisReady = 0
      changed()
    })
    this.#publish = this.publisher.publish.bind(this.publisher)
    // The adapter publishes by itself and does not look at the outcome: what it sends goes the same careful way.
    this.publisher.publish = ((channel: string | Buffer, message: string | Buffer) => this.publish(channel, message)) as Redis['publish']
  }

  /** Sends if Redis is there; never rejects. Resolves to the number of receivers. */
  async publish(channel: string | Buffer, message: string | Buffer): Promise<number> {
    if (this.publisher.status !== 'ready' || this.#unanswered >= MAX_UNANSWERED) return 0
    if (this.#unanswered === 0) this.#answeredAt = performance.now()
    this.#unanswered += 1
    try {
      return await this.#publish(channel, message)
    } catch {
      this.#counters.bellErrors += 1
      return 0
    } finally {
      this.#unanswered -= 1
      this.#answeredAt = performance.now()
    }
  }

  /** Known to be away, or not answering. */
  get away(): boolean {
    const silent = this.#unanswered > 0 && performance.now() - this.#answeredAt > ANSWER_MS
    return silent || this.publisher.status !== 'ready' || this.subscriber.status !== 'ready'
  }

  close(): void {
    for (const redis of [this.publisher, this.subscriber]) {
      redis.removeAllListeners('close')
      redis.disconnect()
    }
  }
}

/** The offline queue stays on: without it the first subscription would fail for good. */
const connect = (url: string) => new Redis(url, {
  maxRetriesPerRequest: null, connectTimeout: 2000, retryStrategy: () => RETRY_MS, reconnectOnError: () => false,
})
