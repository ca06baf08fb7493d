// One's own stars on their way: drawn from the click until their event was drawn, or the server said no.
import type { StreamPosition } from '../../../shared/streams.ts'

interface Wish {
  starred: boolean
  /** The offset that the answer named; null while there is no answer. */
  reaches: number | null
}

type Answer = { offsets: Readonly<Record<string, number>> }

export class StarWishes {
  #wishes = $state.raw<ReadonlyMap<string, Wish>>(new Map())
  #sent: Promise<unknown> = Promise.resolve()
  readonly #inbox: () => StreamPosition | undefined

  constructor(inbox: () => StreamPosition | undefined) {
    this.#inbox = inbox
  }

  of(projectId: string): boolean | undefined {
    const wish = this.#wishes.get(projectId)
    const isDrawn = wish && wish.reaches !== null && wish.reaches <= (this.#inbox()?.offset ?? 0)
    return isDrawn ? undefined : wish?.starred
  }

  /** Sent one after the other: a star that is taken away again stays away. */
  async wish(projectId: string, starred: boolean, send: () => Promise<Answer>): Promise<void> {
    const wish: Wish = { starred, reaches: null }
    this.#put(projectId, wish)
    const answer = this.#sent.then(send)
    this.#sent = answer.catch(() => undefined)
    try {
      const { offsets } = await answer
      const reaches = offsets[this.#inbox()?.stream ?? ''] ?? 0
      if (this.#wishes.get(projectId) === wish) this.#put(projectId, { starred, reaches })
    } catch (error) {
      if (this.#wishes.get(projectId) === wish) this.#put(projectId, undefined)
      throw error
    }
  }

  #put(projectId: string, wish: Wish | undefined): void {
    const wishes = new Map(this.#wishes)
    if (wish) wishes.set(projectId, wish)
    else wishes.delete(projectId)
    this.#wishes = wishes
  }
}
