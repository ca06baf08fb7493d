// What the panel keeps from one task to the next: how wide it is, and where the comments and activity were being read.
const KEY = 'lockstep.panel-width'
export const NARROWEST = 360
export const WIDEST = 640
const USUAL = 400

class PanelPlace {
  width = $state(remembered())
  /** How far below the top of the content the stream stood; null while it was not scrolled. */
  #streamAt: number | null = null

  resize(width: number): void {
    this.width = Math.round(Math.max(NARROWEST, Math.min(WIDEST, width)))
    try {
      localStorage.setItem(KEY, String(this.width))
    } catch {
      // Where storage is forbidden, the width lasts as long as the page.
    }
  }

  /** Before the panel shows another task. */
  keepStream(content: HTMLElement | null): void {
    const stream = content?.querySelector('[data-stream]')
    const scrolled = content && stream && content.scrollTop > 0
    this.#streamAt = scrolled ? stream.getBoundingClientRect().top - content.getBoundingClientRect().top : null
  }

  /** When all of the other task is there. */
  restoreStream(content: HTMLElement): void {
    const stream = content.querySelector('[data-stream]')
    if (this.#streamAt === null || !stream) return
    content.scrollTop += stream.getBoundingClientRect().top - content.getBoundingClientRect().top - this.#streamAt
    this.#streamAt = null
  }
}

function remembered(): number {
  try {
    const width = Number(localStorage.getItem(KEY))
    return width >= NARROWEST && width <= WIDEST ? width : USUAL
  } catch {
    return USUAL
  }
}

export const panelPlace = new PanelPlace()
