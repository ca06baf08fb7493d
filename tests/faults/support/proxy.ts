// A TCP proxy of our own between clients and nodes. Each connection gets a plan: cut at a byte, delay, throttle, drop whole frames.
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { pipeline } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { framesWithout, type Drops } from './frames.ts'

/** What happens to a connection; all of it in the direction of the client unless it says otherwise. */
export interface Plan {
  /** Ends the connection after so many bytes, wherever in a frame or a handshake that is. */
  cutAfter?: number
  /** The same, counted in what the client sends. */
  cutAfterSent?: number
  delayMs?: number
  bytesPerSecond?: number
  /** WebSocket messages that never arrive while all others do: the loss that TCP itself cannot show. */
  drops?: Drops
}

type Bytes = AsyncIterable<Buffer>
const portOf = (url: string) => Number(new URL(url).port)

export class Proxy {
  cuts = 0
  /** Asked for each new connection. */
  plan: () => Plan
  #turn = Math.floor(Math.random() * 1000)
  #ports: number[]
  readonly #server: Server
  readonly #open = new Set<Socket>()

  private constructor(urls: string[], plan: () => Plan) {
    this.#ports = urls.map(portOf)
    this.plan = plan
    this.#server = createServer((near) => this.#join(near))
  }

  /** Each connection goes to the next of these nodes. */
  static async to(urls: string[], plan: () => Plan = () => ({})): Promise<Proxy> {
    const proxy = new Proxy(urls, plan)
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve))
    return proxy
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** From now on connections go there; those that are open are cut. */
  leadTo(url: string): void {
    this.#ports = [portOf(url)]
    this.cutAll()
  }

  cutAll(): void {
    for (const socket of this.#open) socket.destroy()
  }

  async close(): Promise<void> {
    this.cutAll()
    await new Promise((resolve) => { this.#server.close(resolve) })
  }

  #join(near: Socket): void {
    const plan = this.plan()
    const far = connect(this.#ports[(this.#turn += 1) % this.#ports.length]!, '127.0.0.1')
    const end = () => {
      near.destroy()
      far.destroy()
    }
    const cut = () => {
      this.cuts += 1
      end()
    }
    for (const socket of [near, far]) {
      this.#open.add(socket)
      socket.setNoDelay(true).on('error', end).on('close', () => {
        this.#open.delete(socket)
        end()
      })
    }
    pipeline(near, (source: Bytes) => upTo(source, plan.cutAfterSent ?? Infinity, cut), far, end)
    pipeline(far, (source: Bytes) => upTo(slowly(plan.drops ? framesWithout(source, plan.drops) : source, plan), plan.cutAfter ?? Infinity, cut), near, end)
  }
}

async function* upTo(source: Bytes, bytes: number, cut: () => void): AsyncGenerator<Buffer> {
  let left = bytes
  for await (const chunk of source) {
    if (chunk.length >= left) {
      yield chunk.subarray(0, left)
      return cut()
    }
    left -= chunk.length
    yield chunk
  }
}

async function* slowly(source: Bytes, { delayMs, bytesPerSecond }: Plan): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    if (delayMs) await sleep(Math.random() * 2 * delayMs)
    if (!bytesPerSecond) {
      yield chunk
      continue
    }
    const piece = Math.max(1, Math.floor(bytesPerSecond / 20))
    for (let at = 0; at < chunk.length; at += piece) {
      yield chunk.subarray(at, at + piece)
      await sleep(50)
    }
  }
}
