// Whether the sidebar is wide, a rail, or laid over the page; remembered in this browser.
import { MediaQuery } from 'svelte/reactivity'

const KEY = 'lockstep.sidebar'

class Sidebar {
  /** Enough room for the full one beside the board. */
  readonly roomy = new MediaQuery('(min-width: 1200px)')
  #narrowed = $state(localStorage.getItem(KEY) === 'narrow')
  /** The full one lies over the page. */
  laidOver = $state(false)

  get isRail(): boolean {
    return !this.laidOver && (this.#narrowed || !this.roomy.current)
  }

  toggle(): void {
    if (!this.roomy.current) {
      this.laidOver = !this.laidOver
      return
    }
    this.laidOver = false
    this.#narrowed = !this.#narrowed
    localStorage.setItem(KEY, this.#narrowed ? 'narrow' : 'wide')
  }
}

export const sidebar = new Sidebar()
