// What is said of a request that failed, and a toast for it.
import { ApiError, NetworkError } from '../lib/api-error.ts'
import { toasts } from '../ui/index.ts'
import { problemWords } from './problem-words.ts'
import { t } from './words.ts'

/** A sentence for a failure; anything else than a request's failure is thrown on. */
export function failureWords(error: unknown): string {
  if (error instanceof NetworkError) return t('unreachable')
  if (!(error instanceof ApiError)) throw error
  return problemWords(error.problem)
}

/** Does the work; a failure becomes a toast that stays. True when it succeeded. */
export async function attempt(what: string, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    toasts.error(t('failure', { what, why: failureWords(error) }))
    return false
  }
}
