// What a form knows: which fields were left, what is wrong with each, and what the server said of it.
import { tick } from 'svelte'
import { ApiError, NetworkError } from '../lib/api-error.ts'
import { fieldWords, problemWords } from './problem-words.ts'
import { t } from './words.ts'

/** What is wrong with each field now; undefined where nothing is. */
export type Check = () => Record<string, string | undefined>

export class Form {
  readonly id: string
  sending = $state(false)
  /** What concerns no field. */
  summary = $state('')
  #tried = $state(false)
  #left = $state<Record<string, boolean>>({})
  #refused = $state<Record<string, string>>({})
  readonly #check: Check
  readonly #places: Readonly<Record<string, string>>
  readonly #faults = $derived.by(() => this.#check())

  /** `places` sends an error code to a field that the server cannot know. */
  constructor(id: string, check: Check, places: Record<string, string> = {}) {
    this.id = id
    this.#check = check
    this.#places = places
  }

  /** To spread on a control: its id, name and error. */
  field(name: string): { id: string; name: string; error: string | undefined } {
    return { id: `${this.id}-${name}`, name, error: this.#error(name) }
  }

  /** For the summary on top. */
  get errors(): { field: string; message: string }[] {
    if (!this.#tried) return []
    return Object.entries({ ...this.#faults, ...this.#refused }).flatMap(([name, message]) =>
      message ? [{ field: `${this.id}-${name}`, message }] : [])
  }

  typed(name: string): void {
    if (name in this.#refused) delete this.#refused[name]
    this.summary = ''
  }

  left(name: string): void {
    if (name) this.#left[name] = true
  }

  reset(): void {
    this.#tried = false
    this.#left = {}
    this.#refused = {}
    this.summary = ''
  }

  /** Runs the work once everything is in order; true when it succeeded. Focus goes to the first wrong field. */
  async send(work: () => Promise<unknown>): Promise<boolean> {
    if (this.sending) return false
    this.#tried = true
    this.#refused = {}
    this.summary = ''
    const sound = !Object.values(this.#faults).some(Boolean) && (await this.#work(work))
    if (!sound) await this.#focusFault()
    return sound
  }

  #error(name: string): string | undefined {
    return this.#refused[name] ?? (this.#tried || this.#left[name] ? this.#faults[name] : undefined)
  }

  async #work(work: () => Promise<unknown>): Promise<boolean> {
    this.sending = true
    try {
      await work()
      return true
    } catch (error) {
      this.#refuse(error)
      return false
    } finally {
      this.sending = false
    }
  }

  #refuse(error: unknown): void {
    if (error instanceof NetworkError) this.summary = t('form.unreachable')
    else if (!(error instanceof ApiError)) throw error
    else if (this.#places[error.code]) this.#refused[this.#places[error.code]!] = problemWords(error.problem)
    else if (error.fields.length === 0) this.summary = problemWords(error.problem)
    for (const fault of error instanceof ApiError ? error.fields : []) {
      this.#refused[fault.pointer.split('/')[1] ?? fault.pointer] = fieldWords(fault)
    }
  }

  async #focusFault(): Promise<void> {
    await tick()
    const form = document.getElementById(this.id)
    form?.querySelector<HTMLElement>('[aria-invalid="true"], button[data-invalid="true"]')?.focus()
  }
}

/** A fault when the text is empty. */
export const needed = (value: string, sentence: string): string | undefined => (value.trim() ? undefined : sentence)

/** A fault when the text cannot be an e-mail address. */
export function emailFault(value: string): string | undefined {
  if (!value.trim()) return t('email.needed')
  return /^\S+@\S+\.\S+$/.test(value.trim()) ? undefined : t('email.wrong')
}
