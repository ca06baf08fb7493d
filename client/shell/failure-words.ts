// What is said of a request that failed outside a form.
import { ApiError, NetworkError } from '../lib/api-error.ts'
import { toasts } from '../ui/index.ts'

/** A sentence for a failure; anything else than a request's failure is thrown on. */
export function failureWords(error: unknown): string {
  if (error instanceof NetworkError) return 'The server cannot be reached. Try again in a moment.'
  if (!(error instanceof ApiError)) throw error
  if (error.status < 500) return error.message
  return `The server failed and changed nothing. Try again, or tell an admin the request ${error.problem.traceId || 'id'}.`
}

/** Does the work; a failure becomes a toast that stays. True when it succeeded. */
export async function attempt(what: string, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    toasts.error(`${what} ${failureWords(error)}`)
    return false
  }
}
