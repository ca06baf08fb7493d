// A socket client with a list of nodes: when its node is gone it resumes at the next one, where it was (RT15, RT18).
import type { StreamEvent, StreamName } from '../../../shared/streams.ts'
import { connect, pause, type Client } from '../../realtime/support/client.ts'

export class Follower {
  readonly applied: StreamEvent[] = []
  readonly seenAt: number[] = []
  /** Gaps and resets: none is allowed. */
  readonly faults: string[] = []
  resumed = 0
  readonly #urls: string[]
  readonly #token: string
  readonly #stream: StreamName
  #client: Client | undefined
  #node: number
  #stopped = false

  constructor(urls: string[], token: string, stream: StreamName, node = 0) {
    this.#urls = urls
    this.#token = token
    this.#stream = stream
    this.#node = node
  }

  /** Where it stands. */
  get last(): number {
    return this.applied.length
  }

  async begin(): Promise<void> {
    while (!this.#stopped) {
      try {
        return await this.#connect(this.#urls[this.#node % this.#urls.length]!)
      } catch {
        this.#node += 1
        await pause(30)
      }
    }
  }

  end(): void {
    this.#stopped = true
    this.#client?.close()
  }

  async #connect(url: string): Promise<void> {
    const client = await connect(url, this.#token, { timeout: 3000 })
    this.#client = client
    client.socket.on('stream:event', (event) => this.#apply(event))
    client.socket.on('stream:reset', ({ reason }) => this.faults.push(`reset: ${reason}`))
    client.socket.on('disconnect', () => this.#resume())
    const answer = await client.ask('stream:subscribe', { stream: this.#stream, after: this.last })
    if (!answer.ok) throw new Error(answer.error.code)
  }

  #resume(): void {
    if (this.#stopped) return
    this.resumed += 1
    this.#node += 1
    void this.begin()
  }

  #apply(event: StreamEvent): void {
    if (event.offset > this.last + 1) this.faults.push(`${event.offset} after ${this.last}`)
    if (event.offset !== this.last + 1) return
    this.applied.push(event)
    this.seenAt.push(performance.now())
  }
}
