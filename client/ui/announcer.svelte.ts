// What is spoken by screen readers. Polite sentences are spaced by 3 s; an assertive one is spoken at once and
// replaces what waits.
import { t } from './words.ts'

export type Politeness = 'polite' | 'assertive'

export const spacing = 3000
const longestQueue = 5

export class Announcer {
  polite = $state('')
  assertive = $state('')
  #queue: string[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #held = false
  #meanwhile = 0

  announce(text: string, politeness: Politeness = 'polite'): void {
    if (politeness === 'assertive') {
      this.#queue = []
      this.assertive = differing(text, this.assertive)
    } else if (this.#held) {
      this.#meanwhile += 1
    } else {
      this.#queue = [...this.#queue, text].slice(-longestQueue)
      this.#speakNext()
    }
  }

  /** Polite sentences are kept back now. */
  get isHeld(): boolean {
    return this.#held
  }

  /** Keep polite sentences back, as while a thing is being moved by keys. */
  hold(): void {
    this.#held = true
  }

  /** Let polite sentences through again and say how many changes there were. */
  release(): void {
    this.#held = false
    const count = this.#meanwhile
    this.#meanwhile = 0
    if (count > 0) this.announce(t('announce.meanwhile', { count }))
  }

  #speakNext(): void {
    if (this.#timer || this.#queue.length === 0) return
    this.polite = differing(this.#queue.shift() ?? '', this.polite)
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#speakNext()
    }, spacing)
  }
}

// A region that is set to the text it already holds is not spoken again.
function differing(text: string, shown: string): string {
  return text === shown ? `${text}\u00a0` : text
}

export const announcer = new Announcer()

/** Say a sentence to people who listen instead of look. */
export function announce(text: string, politeness: Politeness = 'polite'): void {
  announcer.announce(text, politeness)
}
