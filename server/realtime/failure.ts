// What a client is told of an error: a problem's own words, or nothing but a trace id that finds it in the log.
import { errorCodes } from '../../shared/errors.ts'
import { Problem } from '../kernel/errors.ts'
import type { Logger } from '../kernel/logger.ts'

export interface Failure { code: string; detail: string }

export function failure(error: unknown, traceId: string, logger: Logger): Failure {
  if (error instanceof Problem) return { code: error.code, detail: error.message }
  logger.error({ err: error, traceId }, 'socket message failed')
  return { code: 'internal', detail: `${errorCodes.internal[1]} (${traceId}).` }
}
