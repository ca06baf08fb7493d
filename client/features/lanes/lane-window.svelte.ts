// What is in view of a board in lanes: it scrolls as a whole, and only cells and cards in view are drawn.
import { createContext } from 'svelte'
import { SvelteSet } from 'svelte/reactivity'
import { columnsThatFit, Heights } from '../board/window.ts'

export class LaneWindow {
  width = $state(innerWidth)
  height = $state(innerHeight)
  /** On a phone one column fills the screen: which. */
  current = $state(0)
  /** Grows whenever lanes may stand elsewhere under the view. */
  moved = $state(0)
  /** Grows when heights of cards became known. */
  measured = $state(0)
  /** The statuses whose cells are near the view. */
  readonly near = new SvelteSet<string>()
  heights = new Heights(104)
  readonly #rows = new ResizeObserver((entries) => this.#note(entries))

  /** Before it is known what is in view. */
  begin(statusIds: readonly string[]): void {
    for (const id of statusIds.slice(0, columnsThatFit(innerWidth))) this.near.add(id)
  }

  /** Follows the element that scrolls and the content in it. */
  follow(content: HTMLElement): () => void {
    const scroller = content.closest<HTMLElement>('[data-board]')!
    let frame = 0
    const look = () => {
      frame = 0
      this.width = scroller.clientWidth
      this.height = scroller.clientHeight
      this.current = Math.round(Math.abs(scroller.scrollLeft) / Math.max(1, scroller.clientWidth))
      this.moved += 1
    }
    const soon = () => (frame ||= requestAnimationFrame(look))
    const sizes = new ResizeObserver(soon)
    sizes.observe(scroller)
    sizes.observe(content)
    scroller.addEventListener('scroll', soon, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      sizes.disconnect()
      this.#rows.disconnect()
      scroller.removeEventListener('scroll', soon)
    }
  }

  /** Whether a column is near the view is told by its name at the top. */
  watchColumn(statusId: string): (head: HTMLElement) => () => void {
    return (head) => {
      const observer = new IntersectionObserver((entries) => {
        if (entries.at(-1)!.isIntersecting) this.near.add(statusId)
        else this.near.delete(statusId)
      }, { root: head.closest('[data-board]'), rootMargin: '0px 320px' })
      observer.observe(head)
      return () => observer.disconnect()
    }
  }

  readonly watchRow = (row: HTMLElement): (() => void) => {
    this.#rows.observe(row)
    return () => this.#rows.unobserve(row)
  }

  #note(entries: readonly ResizeObserverEntry[]): void {
    let isNew = false
    for (const { target, borderBoxSize } of entries) {
      const id = (target as HTMLElement).dataset.row
      const height = Math.round(borderBoxSize[0]!.blockSize)
      if (id && height > 0 && this.heights.note(id, height)) isNew = true
    }
    if (isNew) this.measured += 1
  }
}

export const [useLaneWindow, provideLaneWindow] = createContext<LaneWindow>()
