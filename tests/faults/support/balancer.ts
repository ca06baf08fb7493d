// A balancer as one stands before nodes: it asks only those whose /readyz says 200, and once another one when the first was gone.
import { endpoints } from '../../../shared/index.ts'
import { pause, until } from '../../realtime/support/client.ts'
import { call } from '../../support/http.ts'

export class Balancer {
  asked = 0
  retried = 0
  /** Requests that failed at two nodes that said they were ready. */
  readonly failed: string[] = []
  readonly #ready = new Set<string>()
  readonly #urls: string[]
  readonly #token: string
  #stopped = false
  #work: Promise<unknown> | undefined

  constructor(urls: string[], token: string) {
    this.#urls = urls
    this.#token = token
  }

  begin(): void {
    this.#work = Promise.all([...this.#urls.map((url) => this.#watch(url)), this.#serve()])
  }

  async end(): Promise<void> {
    this.#stopped = true
    await this.#work
  }

  async #watch(url: string): Promise<void> {
    while (!this.#stopped) {
      const ready = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2000) }).then(({ status }) => status === 200, () => false)
      this.#ready[ready ? 'add' : 'delete'](url)
      await pause(50)
    }
  }

  async #serve(): Promise<void> {
    for (let turn = 0; !this.#stopped; turn += 1) {
      const [first] = [...this.#ready].sort(() => (turn % 2 ? 1 : -1))
      if (first) await this.#ask(first)
      await pause(5)
    }
  }

  async #ask(first: string): Promise<void> {
    this.asked += 1
    if (await this.#statusOf(first) === 200) return
    this.retried += 1
    const second = await this.#another(first)
    const status = await this.#statusOf(second)
    if (status !== 200) this.failed.push(`${second} answered ${status}`)
  }

  /** One that is ready by now. While all others are slow to say so, the request waits, as it does in a real one. */
  async #another(first: string): Promise<string> {
    const ready = () => [...this.#ready].find((url) => url !== first)
    await until('another node is ready', () => ready() !== undefined, 20_000)
    return ready()!
  }

  #statusOf(url: string): Promise<number> {
    return call(url, this.#token, endpoints.readOverview).then(({ status }) => status, () => 0)
  }
}
