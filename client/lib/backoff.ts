// Waiting between attempts: exponential, with full jitter, cut short when the network comes back.

const FIRST = 250
const LONGEST = 15_000

/** Milliseconds before the next try after `attempt` failures (1 for the first). */
export function backoff(attempt: number, random: () => number = Math.random): number {
  return FIRST / 2 + random() * Math.min(LONGEST, FIRST * 2 ** (attempt - 1))
}

/** Lets everybody who waits go on at once. */
export class Waits {
  readonly #waiting = new Set<() => void>()

  wake(): void {
    for (const resume of [...this.#waiting]) resume()
  }

  /** Resolves after the time, when woken, or rejects with the signal's reason. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const finish = (end: () => void) => {
        clearTimeout(timer)
        this.#waiting.delete(resume)
        signal?.removeEventListener('abort', abort)
        end()
      }
      const resume = () => finish(resolve)
      const abort = () => finish(() => reject(signal!.reason))
      const timer = setTimeout(resume, milliseconds)
      this.#waiting.add(resume)
      signal?.addEventListener('abort', abort)
    })
  }
}
