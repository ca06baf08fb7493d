// The one tooltip that may be seen: whose it is, and when it comes and goes.
export interface Tip { of: HTMLElement; text: string; keys?: string; side: Side }

export type Side = 'top' | 'bottom' | 'left' | 'right'

/** The id of the element that shows it, for who describes itself by it. */
export const TIP_ID = 'tip'

const REST = 500
/** Who goes from one to the next needs not rest again. */
const STILL_READING = 300

class Tips {
  shown = $state.raw<Tip | null>(null)
  #timer: ReturnType<typeof setTimeout> | undefined
  #hiddenAt = -Infinity

  /** Shows it when the pointer has rested; at once for the focus and for who reads already. */
  show(tip: Tip, { atOnce = false } = {}): void {
    clearTimeout(this.#timer)
    if (atOnce || this.shown || performance.now() - this.#hiddenAt < STILL_READING) this.shown = tip
    else this.#timer = setTimeout(() => (this.shown = tip), REST)
  }

  /** Hides the tooltip of an element, or whichever is shown. */
  hide(of?: HTMLElement): void {
    clearTimeout(this.#timer)
    if (!this.shown || (of && this.shown.of !== of)) return
    this.#hiddenAt = performance.now()
    this.shown = null
  }
}

export const tips = new Tips()

export interface Box { left: number; top: number; width: number; height: number }

const GAP = 6
const MARGIN = 8
const opposite: Record<Side, Side> = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' }

/** Where a tooltip of a size stands beside its element: on the wanted side if it fits, and never out of the window. */
export function placeTip(anchor: Box, size: { width: number; height: number }, wanted: Side, room: { width: number; height: number }): { left: number; top: number } {
  const fits = ({ left, top }: { left: number; top: number }) =>
    left >= MARGIN && top >= MARGIN && left + size.width <= room.width - MARGIN && top + size.height <= room.height - MARGIN
  const onSide = (side: Side) => {
    const centred = { left: anchor.left + (anchor.width - size.width) / 2, top: anchor.top + (anchor.height - size.height) / 2 }
    if (side === 'top') return { ...centred, top: anchor.top - GAP - size.height }
    if (side === 'bottom') return { ...centred, top: anchor.top + anchor.height + GAP }
    return { ...centred, left: side === 'left' ? anchor.left - GAP - size.width : anchor.left + anchor.width + GAP }
  }
  const within = (at: number, length: number, all: number) => Math.max(MARGIN, Math.min(at, all - length - MARGIN))
  // Along the element it may slide; across it must fit, or the other side is taken.
  const slid = (side: Side) => {
    const { left, top } = onSide(side)
    return side === 'top' || side === 'bottom' ? { left: within(left, size.width, room.width), top } : { left, top: within(top, size.height, room.height) }
  }
  const [first, second] = [slid(wanted), slid(opposite[wanted])]
  const best = fits(first) || !fits(second) ? first : second
  return { left: within(best.left, size.width, room.width), top: within(best.top, size.height, room.height) }
}
