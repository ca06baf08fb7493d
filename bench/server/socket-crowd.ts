// Sockets in processes of their own, so that what they cost is not the measuring process's.
import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { Order } from './sockets.ts'

type Wish = Order extends infer One ? One extends Order ? Omit<One, 'id'> : never : never
interface Told { id: number; told: unknown; ms: number }
export interface Crossing { offset: number; at: number[] }

export class Crowd {
  readonly #processes: ChildProcess[]
  #asked = 0

  constructor(processes = 1) {
    this.#processes = Array.from({ length: processes }, () => fork(join(import.meta.dirname, 'sockets.ts'), { serialization: 'advanced' }))
    for (const child of this.#processes) child.setMaxListeners(100)
  }

  /** Opens so many sockets, spread over the processes and the addresses; milliseconds until the last was caught up. */
  async connect(urls: readonly string[], token: string, count: number, stream: string | null, after?: number): Promise<number> {
    const told = await Promise.all(this.#processes.map((child, index) => this.#ask(child, {
      do: 'connect', url: urls[index % urls.length]!, token, count: Math.ceil(count / this.#processes.length), stream, ...(after !== undefined && { after }),
    })))
    return Math.max(...told.map(({ ms }) => ms))
  }

  async drop(): Promise<void> {
    await this.#all({ do: 'drop' })
  }

  /** Milliseconds until the last of them followed again, with all that it missed. */
  async comeBack(): Promise<number> {
    return Math.max(...(await this.#all({ do: 'return' })).map(({ ms }) => ms))
  }

  async listen(): Promise<void> {
    await this.#all({ do: 'listen' })
  }

  /** Where the slowest socket stands, and how many events were missing or came twice. */
  async offsets(): Promise<{ last: number; lost: number }> {
    const all = (await this.#all({ do: 'offsets' })).map(({ told }) => told as { last: number; lost: number })
    return { last: Math.min(...all.map(({ last }) => last)), lost: all.reduce((sum, { lost }) => sum + lost, 0) }
  }

  /** When each event reached each socket since `listen`. */
  async report(): Promise<Crossing[]> {
    const byOffset = new Map<number, number[]>()
    for (const { told } of await this.#all({ do: 'report' })) {
      for (const [offset, at] of told as [number, number[]][]) byOffset.set(offset, [...(byOffset.get(offset) ?? []), ...at])
    }
    return [...byOffset].map(([offset, at]) => ({ offset, at }))
  }

  close(): void {
    for (const child of this.#processes) if (child.connected) child.disconnect()
  }

  #all(wish: Wish): Promise<Told[]> {
    return Promise.all(this.#processes.map((child) => this.#ask(child, wish)))
  }

  #ask(child: ChildProcess, wish: Wish): Promise<Told> {
    const id = (this.#asked += 1)
    return new Promise((resolve, reject) => {
      const ended = () => reject(new Error('a process of sockets ended'))
      const answered = (message: Told) => {
        if (message.id !== id) return
        child.off('message', answered)
        child.off('exit', ended)
        resolve(message)
      }
      child.on('message', answered)
      child.once('exit', ended)
      child.send({ ...wish, id } as Order)
    })
  }
}
