// One socket and who is behind it: its rights as last read, its subscriptions, and how much waits on its transport (RT14).
import { setTimeout as sleep } from 'node:timers/promises'
import type { Actor, Caller } from '../kernel/actor.ts'
import { Bucket } from './bucket.ts'
import type { Socket } from './sockets.ts'
import type { Subscription } from './subscription.ts'
import type { Timings } from './timings.ts'

/** What engine.io keeps of a socket that still has to leave. */
interface Waiting {
  writeBuffer: readonly { data?: string | Buffer }[]
  transport: { socket?: { bufferedAmount: number; terminate(): void } }
}

const DRAIN_CHECK_MS = 50

export class Connection {
  readonly socket: Socket
  readonly organizationId: string
  readonly subscriptions = new Map<string, Subscription>()
  readonly bucket = new Bucket()
  caller: Caller
  /** Of the token that it came with, in epoch milliseconds; null when it does not end by itself. */
  readonly expiresAt: number | null
  membershipId = ''
  /** Counts connections of one person, whatever their organization. */
  userKey = ''
  closed = false
  onClose: (() => void)[] = []
  onStalled = () => {}
  readonly #timings: Timings
  #draining: Promise<void> | undefined

  constructor(socket: Socket, caller: Caller, expiresAt: number | null, timings: Timings) {
    this.socket = socket
    this.caller = caller
    this.expiresAt = expiresAt
    this.organizationId = caller.organizationId
    this.#timings = timings
  }

  identify(actor: Actor): void {
    this.membershipId = actor.membershipId
    this.userKey = actor.userId ?? actor.membershipId
  }

  /** Bytes given to the socket that have not left this process. */
  buffered(): number {
    const { writeBuffer, transport } = this.socket.conn as unknown as Waiting
    return writeBuffer.reduce((sum, { data }) => sum + (data?.length ?? 0), transport.socket?.bufferedAmount ?? 0)
  }

  get full(): boolean {
    return this.buffered() > this.#timings.windowBytes
  }

  /** It is being waited for: nothing but answers goes out meanwhile. */
  get slow(): boolean {
    return this.#draining !== undefined
  }

  /** Waits until half of the window is free; a socket that stands still too long is closed. */
  async drained(): Promise<void> {
    if (!this.#draining && this.buffered() <= this.#timings.windowBytes / 2) return
    this.#draining ??= this.#drain().finally(() => { this.#draining = undefined })
    await this.#draining
  }

  async #drain(): Promise<void> {
    let lowest = Infinity
    let movedAt = performance.now()
    for (let waiting = this.buffered(); !this.closed && waiting > this.#timings.windowBytes / 2; waiting = this.buffered()) {
      if (waiting < lowest) [lowest, movedAt] = [waiting, performance.now()]
      if (performance.now() - movedAt >= this.#timings.stallMs) return this.#stalled()
      await sleep(DRAIN_CHECK_MS)
    }
  }

  /** An orderly close would wait for the very bytes that do not leave. */
  #stalled(): void {
    this.onStalled()
    const { transport } = this.socket.conn as unknown as Waiting
    this.close()
    this.socket.conn.close(true)
    transport.socket?.terminate()
  }

  close(): void {
    this.socket.disconnect(true)
    this.end()
  }

  /** Lets go of everything that hangs on it; harmless when repeated. */
  end(): void {
    if (this.closed) return
    this.closed = true
    for (const release of this.onClose.splice(0)) release()
  }
}
