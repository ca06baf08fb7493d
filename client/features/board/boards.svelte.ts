// Open boards: the last few stay followed, so that going back to one shows it at once.
import { untrack } from 'svelte'
import type { StoreContext } from '../stores.ts'
import { BoardStore } from './board.store.svelte.ts'

const KEPT = 3

export class Boards {
  readonly #context: StoreContext
  readonly #open = new Map<string, BoardStore>()
  /** On the screen: not closed for others, however many are opened. How often each is. */
  readonly #held = new Map<string, number>()

  constructor(context: StoreContext) {
    this.#context = context
  }

  /** The board of a project, loaded or loading. It is closed by itself when three others were opened after it. */
  open(projectId: string): BoardStore {
    const known = this.#open.get(projectId)
    // Whoever asks once is not to ask again because the board is gone: that would load it again for nothing.
    const isLost = untrack(() => known?.status === 'gone' || known?.status === 'failed')
    const board = known && !isLost ? known : untrack(() => new BoardStore(this.#context, projectId))
    if (known !== board) known?.close()
    this.#open.delete(projectId)
    this.#open.set(projectId, board)
    this.#closeOthers(projectId)
    return board
  }

  /** Keeps a board open while it is on the screen. Returns how to let it go. */
  hold(projectId: string): () => void {
    this.#held.set(projectId, (this.#held.get(projectId) ?? 0) + 1)
    return () => {
      const holders = this.#held.get(projectId)! - 1
      if (holders > 0) this.#held.set(projectId, holders)
      else this.#held.delete(projectId)
    }
  }

  /** Those that nobody holds and that were opened longest ago. */
  #closeOthers(openedId: string): void {
    const idle = [...this.#open.keys()].filter((id) => !this.#held.has(id) && id !== openedId)
    for (const id of idle.slice(0, Math.max(0, this.#open.size - KEPT))) this.#close(id)
  }

  /** Those on the screen. */
  get held(): readonly BoardStore[] {
    return [...this.#held.keys()].flatMap((id) => this.#open.get(id) ?? [])
  }

  /** Those that are followed now, the newest last. */
  get followed(): readonly BoardStore[] {
    return [...this.#open.values()]
  }

  /** Ends all of them. */
  close(): void {
    for (const projectId of [...this.#open.keys()]) this.#close(projectId)
  }

  #close(projectId: string): void {
    this.#open.get(projectId)?.close()
    this.#open.delete(projectId)
  }
}
