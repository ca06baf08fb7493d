// What can go wrong with a request: an answer that says so, or no answer at all.
import type { FieldError, Problem } from '../../shared/errors.ts'

/** The server answered with a problem (RFC 9457). */
export class ApiError extends Error {
  readonly problem: Problem

  constructor(of: Problem) {
    super(of.detail)
    this.name = 'ApiError'
    this.problem = of
  }

  get code(): string {
    return this.problem.code
  }

  get status(): number {
    return this.problem.status
  }

  /** Wrong fields by their JSON pointer, `/title`. */
  get fields(): readonly FieldError[] {
    return this.problem.errors ?? []
  }
}

/** Nobody answered: offline, or the server is away. */
export class NetworkError extends Error {
  constructor(cause: unknown) {
    super('The server cannot be reached', { cause })
    this.name = 'NetworkError'
  }
}

/** The problem that an answer carries; proxies answer in their own way, so the status alone must do. */
export async function problemOf(response: Response): Promise<Problem> {
  const answer: unknown = await response.json().catch(() => null)
  if (isProblem(answer)) return answer
  const title = response.statusText || 'The server answered with an error'
  return { type: 'about:blank', title, status: response.status, code: codeOf(response.status), detail: title, traceId: '' }
}

function isProblem(answer: unknown): answer is Problem {
  if (typeof answer !== 'object' || answer === null) return false
  const { code, status, title, detail, errors } = answer as Partial<Problem>
  return [code, title, detail].every((text) => typeof text === 'string') && typeof status === 'number' && (!errors || Array.isArray(errors))
}

function codeOf(status: number): string {
  if (status === 429) return 'rate_limited'
  if (status === 401) return 'unauthenticated'
  return status >= 502 && status <= 504 ? 'unavailable' : 'internal'
}
