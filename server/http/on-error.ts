// The one place where errors become answers: RFC 9457 problem details.
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { errorCodes, type ErrorCode, type Problem as ProblemBody } from '../../shared/errors.ts'
import { Problem } from '../kernel/errors.ts'
import type { Logger } from '../kernel/logger.ts'
import { loggablePath } from './request-log.ts'
import { sqlState } from '../kernel/transact.ts'

/** An answer for any error; what is unexpected goes to the log with its trace id and says nothing of its inside. */
export function onError(logger: Logger) {
  return (error: Error, http: Context): Response => {
    const problem = asProblem(error)
    const context = { traceId: http.get('traceId'), organizationId: http.get('organizationId'), actor: http.get('actor'), code: problem.code, path: loggablePath(http.req.path) }
    if (problem.status >= 500) logger.error({ ...context, err: problem.cause ?? error }, 'request failed')
    else logger.info(context, 'request refused')
    return problemResponse(http, problem)
  }
}

/** Any error as a Problem. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof HTTPException) return new Problem(error.status === 413 ? 'payload_too_large' : error.status === 404 ? 'not_found' : 'bad_request')
  switch (sqlState(error)) {
    case '23505': return new Problem('conflict', 'Something with this id or name exists already.', { cause: error })
    case '23503': return new Problem('invalid_reference', 'A field points at something that was just removed.', { cause: error })
    case '53100': case 'ENOSPC': case 'EDQUOT':
      return new Problem('unavailable', 'The disk of this server is full. What is there can be read; tell who runs it.', { headers: { 'Retry-After': '30' }, cause: error })
    default: return new Problem('internal', 'Something went wrong on our side. The trace id helps to find it.', { cause: error })
  }
}

export function problemResponse(http: Context, problem: Problem): Response {
  const { code, status, details } = problem
  const body: ProblemBody = {
    type: `urn:lockstep:error:${code}`, title: errorCodes[code as ErrorCode][1], status, code, detail: problem.message, traceId: http.get('traceId') ?? '',
    ...(details.errors && { errors: details.errors }), ...(details.data && { data: details.data }),
  }
  for (const [name, value] of Object.entries(details.headers ?? {})) http.header(name, value)
  if (status === 401) http.header('WWW-Authenticate', 'Bearer')
  return http.body(JSON.stringify(body), status as 400, { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' })
}
