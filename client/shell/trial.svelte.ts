// A change that is tried before it is made: the server says what would become of everything, and why it cannot be.
import { failureWords } from './failure-words.ts'

type Ask<Input, Answer> = (input: Input & { dryRun?: boolean }, signal?: AbortSignal) => Promise<{ data: Answer }>

export class Trial<Input extends object, Answer> {
  /** Null until there is an answer. */
  tried = $state.raw<Answer | null>(null)
  failure = $state<string | null>(null)
  isBusy = $state(false)
  readonly #ask: Ask<Input, Answer>
  #running: AbortController | undefined

  constructor(ask: Ask<Input, Answer>) {
    this.#ask = ask
  }

  async try(input: Input): Promise<void> {
    this.stop()
    this.tried = this.failure = null
    const { signal } = (this.#running = new AbortController())
    try {
      const { data } = await this.#ask({ ...input, dryRun: true }, signal)
      if (!signal.aborted) this.tried = data
    } catch (error) {
      if (!signal.aborted) this.failure = failureWords(error)
    }
  }

  /** The answer; null where it failed, with the reason in `failure`. */
  async make(input: Input): Promise<Answer | null> {
    this.isBusy = true
    try {
      return (await this.#ask(input)).data
    } catch (error) {
      this.failure = failureWords(error)
      return null
    } finally {
      this.isBusy = false
    }
  }

  stop(): void {
    this.#running?.abort()
  }
}
