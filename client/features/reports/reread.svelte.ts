// Something counted, read once and again each minute while somebody looks: its figures are of many teams' tasks, so they are as of a moment instead of live.
import { ApiError, NetworkError } from '../../lib/api-error.ts'

const EVERY = 60_000

export class Reread<Answer extends { asOf: string }> {
  answer = $state.raw<Answer | null>(null)
  /** `gone`: there is none, or one may not read it. */
  status = $state<'loading' | 'ready' | 'gone' | 'failed'>('loading')
  refusal = $state.raw<ApiError | NetworkError | null>(null)
  isReading = $state(false)
  readonly #ask: (signal: AbortSignal) => Promise<Answer>
  readonly #aborted = new AbortController()

  constructor(ask: (signal: AbortSignal) => Promise<Answer>) {
    this.#ask = ask
    void this.read()
  }

  /** Reads again from time to time, and when the page is looked at after a while. Returns how to stop. */
  keep(): () => void {
    const again = () => {
      if (!document.hidden && this.status !== 'gone' && this.#isOld) void this.read()
    }
    const timer = setInterval(again, EVERY / 4)
    document.addEventListener('visibilitychange', again)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', again)
    }
  }

  close(): void {
    this.#aborted.abort()
  }

  async read(): Promise<void> {
    if (this.isReading) return
    this.isReading = true
    try {
      this.answer = await this.#ask(this.#aborted.signal)
      this.status = 'ready'
    } catch (error) {
      if (this.#aborted.signal.aborted) return
      if (!(error instanceof ApiError || error instanceof NetworkError)) throw error
      this.#refuse(error)
    } finally {
      this.isReading = false
    }
  }

  get #isOld(): boolean {
    return this.answer === null || Date.now() - Date.parse(this.answer.asOf) >= EVERY
  }

  /** What was read before stays, as of its moment, unless one may not read it any more. */
  #refuse(error: ApiError | NetworkError): void {
    const isFinal = error instanceof ApiError && error.status < 500 && error.status !== 429
    if (this.answer && !isFinal) return
    this.answer = null
    this.refusal = error
    this.status = isFinal && (error.status === 403 || error.status === 404) ? 'gone' : 'failed'
  }
}
