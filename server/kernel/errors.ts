// The one kind of error that an action throws: a code of shared/errors.ts with words that are safe to show.
import { errorCodes, type ErrorCode, type FieldError } from '../../shared/errors.ts'

interface Details {
  errors?: FieldError[]
  data?: Record<string, unknown>
  headers?: Record<string, string>
  cause?: unknown
}

/** Becomes RFC 9457 problem details in http/on-error.ts and an error acknowledgement on sockets. */
export class Problem extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly details: Details

  constructor(code: ErrorCode, detail?: string, details: Details = {}) {
    super(detail ?? errorCodes[code][1], { cause: details.cause })
    this.code = code
    this.status = errorCodes[code][0]
    this.details = details
  }
}

/** What is not there and what is another's look the same. */
export const notFound = () => new Problem('not_found', 'There is nothing here, or you may not see it.')

/** Visible but not allowed; `reason` says who may. */
export const forbidden = (reason = 'Your role does not allow this here.') => new Problem('forbidden', reason)

export const conflict = (code: ErrorCode, detail: string, data?: Record<string, unknown>) => new Problem(code, detail, { data })

/** A field that points at something that is none, another's, or does not fit. `pointer` is a JSON pointer into the body. */
export const invalidReference = (pointer: string, detail: string) =>
  new Problem('invalid_reference', detail, { errors: [{ pointer, detail, code: 'invalid_reference' }] })

export const invalid = (pointer: string, detail: string, code: ErrorCode = 'validation_failed') =>
  new Problem(code, detail, { errors: [{ pointer, detail, code }] })

/** Another wrote the task, project, ... since `expected`. The present state helps the client to show both. */
export const versionConflict = (expected: number, current: { version: number }) =>
  new Problem('version_conflict', `Version ${expected} was expected, it is ${current.version} now.`, { data: { current } })
