// A client that keeps to RT12, RT15 and RT18 on a bad network: it resumes where it was, asks for what is missing, and logs all that it applies.
import type { StreamEvent, StreamName } from '../../../shared/streams.ts'
import { connect, pause, type Client } from '../../realtime/support/client.ts'
import { entryOf, type Entry } from './history.ts'

export class Reader {
  readonly history: Entry[] = []
  readonly applied: StreamEvent[] = []
  readonly seenAt: number[] = []
  /** Offsets that came on one subscription in another order than ascending (RT15). */
  readonly unordered: string[] = []
  readonly resets: string[] = []
  resumed = 0
  /** How often something was found missing, by counting or by the heads. */
  gaps = 0
  foundByHeads = 0
  last: number
  readonly #url: () => string
  readonly #token: string
  readonly #stream: StreamName
  #client: Client | undefined
  #onSocket = 0
  #asking = false
  #stopped = false

  constructor(url: string | (() => string), token: string, stream: StreamName, last = 0) {
    this.#url = typeof url === 'string' ? () => url : url
    this.#token = token
    this.#stream = stream
    this.last = last
  }

  async begin(): Promise<void> {
    while (!this.#stopped) {
      try {
        return await this.#connect()
      } catch {
        this.#client?.close()
        await pause(20 + Math.random() * 30)
      }
    }
  }

  end(): void {
    this.#stopped = true
    this.#client?.close()
  }

  async #connect(): Promise<void> {
    const client = await connect(this.#url(), this.#token, { timeout: 4000 })
    this.#client = client
    client.socket.on('stream:event', (event) => this.#hear(client, event))
    client.socket.on('stream:reset', ({ reason }) => this.resets.push(reason))
    client.socket.on('stream:heads', (heads) => {
      if ((heads[this.#stream] ?? 0) <= this.last) return
      this.foundByHeads += 1
      void this.#askAgain(client)
    })
    const gone = new Promise<never>((_, reject) => {
      client.socket.once('disconnect', () => reject(new Error('cut')))
    })
    gone.catch(() => {})
    await Promise.race([this.#subscribe(client), gone])
    client.socket.once('disconnect', () => this.#resume())
    if (!client.socket.connected) this.#resume()
  }

  async #subscribe(client: Client): Promise<void> {
    this.#onSocket = 0
    const answer = await client.ask('stream:subscribe', { stream: this.#stream, after: this.last })
    if (!answer.ok) throw new Error(answer.error.code)
  }

  #resume(): void {
    if (this.#stopped) return
    this.resumed += 1
    void this.begin()
  }

  #hear(client: Client, event: StreamEvent): void {
    if (event.stream !== this.#stream || client !== this.#client) return
    if (event.offset <= this.#onSocket) this.unordered.push(`${event.offset} after ${this.#onSocket}`)
    this.#onSocket = event.offset
    if (event.offset === this.last + 1) {
      this.last = event.offset
      this.applied.push(event)
      this.seenAt.push(performance.now())
      this.history.push(entryOf(event))
    } else if (event.offset > this.last) {
      this.gaps += 1
      void this.#askAgain(client)
    }
  }

  async #askAgain(client: Client): Promise<void> {
    if (this.#asking) return
    this.#asking = true
    await this.#subscribe(client).catch(() => {})
    this.#asking = false
  }
}
