// Others' changes as one sentence, merged by who did what. Pure.
import { t } from './words.ts'

export interface Heard {
  name: string
  /** What was done, as the key of its sentence: `moved`, `renamed`. */
  deed: string
  /** The status that a task was moved to. */
  status: string
  sentence: string
}

/** "Mira moved your task WEB-125 to Review." · "Mira moved 6 tasks to Done." · "3 people made 14 changes." */
export function mergedSentence(heard: readonly Heard[]): string {
  const [first] = heard
  if (!first) return ''
  const count = heard.length
  if (count === 1) return first.sentence
  const people = new Set(heard.map(({ name }) => name)).size
  if (people > 1) return t('people', { people, count })
  const { name, status } = first
  const isOneDeed = heard.every(({ deed, status: to }) => deed === first.deed && to === status)
  return isOneDeed && first.deed === 'moved' ? t('movedMany', { name, count, status }) : t('changes', { name, count })
}

/** Gathers what is heard: one sentence at most in so many milliseconds. */
export const SPOKEN_EVERY = 3_000

export class SpeechGather {
  readonly #speak: (sentence: string) => void
  #heard: Heard[] = []
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(speak: (sentence: string) => void) {
    this.#speak = speak
  }

  add(heard: readonly Heard[]): void {
    this.#heard.push(...heard)
    if (this.#timer === undefined) this.#flush()
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#heard = []
  }

  #flush(): void {
    this.#timer = undefined
    if (this.#heard.length === 0) return
    this.#speak(mergedSentence(this.#heard))
    this.#heard = []
    this.#timer = setTimeout(() => this.#flush(), SPOKEN_EVERY)
  }
}
