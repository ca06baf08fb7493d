// How far an import has come: the bytes that have left, then what the server tells on the socket.
import type { Stores } from '../../client.svelte.ts'
import { newId } from '../../lib/ids.ts'
import type { ImportProgress as Told } from '../../../shared/features/imports.ts'

export const stages = ['uploading', 'reading', 'writing', 'finishing'] as const
export type Stage = (typeof stages)[number]

const END_WITHIN = 15_000

export class ImportProgress {
  readonly id = newId()
  stage = $state<Stage>('uploading')
  done = $state(0)
  total = $state(0)
  readonly #socket: Stores['streams']['socket'] | undefined
  #ended: ((how: 'done' | 'cancelled') => void) | undefined
  #end: 'done' | 'cancelled' | undefined
  #hasLeft = false

  constructor(stores: Pick<Stores, 'streams'>, size: number) {
    this.total = size
    this.#socket = stores.streams?.socket
    this.#socket?.on('import:progress', this.#hear)
  }

  /** From here on it cannot be called off any more. */
  get isFinishing(): boolean {
    return this.stage === 'finishing'
  }

  readonly uploaded = (sent: number, total: number): void => {
    if (this.stage !== 'uploading') return
    this.done = sent
    this.total = total
    if (sent < total) return
    this.#hasLeft = true
    this.#reach('reading', 0, 0)
  }

  /** How it ended after it was called off. What never left the browser is nowhere; else the server says. */
  async end(): Promise<'done' | 'cancelled' | 'unknown'> {
    if (!this.#hasLeft) return 'cancelled'
    if (this.#end) return this.#end
    return new Promise((resolve) => {
      this.#ended = resolve
      setTimeout(() => resolve('unknown'), END_WITHIN)
    })
  }

  close(): void {
    this.#socket?.off('import:progress', this.#hear)
  }

  readonly #hear = ({ importId, phase, done, total }: Told): void => {
    if (importId !== this.id) return
    // The server may speak before the browser says that the last byte has left.
    this.#hasLeft = true
    if (phase === 'done' || phase === 'cancelled' || phase === 'failed') {
      // Nothing came in by one that failed: for who called it off the same.
      this.#end = phase === 'done' ? 'done' : 'cancelled'
      this.#ended?.(this.#end)
    } else this.#reach(phase, done, total)
  }

  #reach(stage: Stage, done: number, total: number): void {
    this.stage = stage
    this.done = done
    this.total = total
  }
}
