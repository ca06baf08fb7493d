// Keeps drawing calm: one's own changes at once, others' gathered and drawn at most four times a second.

/** Milliseconds between two drawings of others' changes. */
export const DRAWING_INTERVAL = 250

export class Calm {
  readonly #draw: () => void
  readonly #now: () => number
  #lastDrawn = -Infinity
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(draw: () => void, now: () => number = () => performance.now()) {
    this.#draw = draw
    this.#now = now
  }

  /** One's own change: drawn now, with everything that waits. */
  own(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#lastDrawn = this.#now()
    this.#draw()
  }

  /** Somebody else's change: drawn with others, at the latest after the interval. */
  others(): void {
    if (this.#timer !== undefined) return
    const wait = this.#lastDrawn + DRAWING_INTERVAL - this.#now()
    if (wait <= 0) return this.own()
    this.#timer = setTimeout(() => this.own(), wait)
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}

/** More changes of one actor than this within `CROWD_WINDOW`, or any bulk change, are told in one line without marks. */
export const CROWD_SIZE = 30
export const CROWD_WINDOW = 2_000

export interface Crowd { name: string; count: number }

/** Notices when one actor changes so much at once that marks would only be noise. */
export class CrowdWatch {
  readonly #recent = new Map<string, { at: number; count: number }[]>()

  /** Counts changes of an actor; answers the crowd that they belong to, or null. */
  note(actor: { id: string; name: string }, count: number, at: number, bulk = false): Crowd | null {
    const recent = (this.#recent.get(actor.id) ?? []).filter((entry) => entry.at > at - CROWD_WINDOW)
    recent.push({ at, count })
    this.#recent.set(actor.id, recent)
    const total = recent.reduce((sum, entry) => sum + entry.count, 0)
    return bulk || total > CROWD_SIZE ? { name: actor.name, count: total } : null
  }
}
