// Structured logs: JSON lines in UTC, with tenant, actor and trace id, never with tokens or bodies.
import { pino, type DestinationStream, type Logger } from 'pino'

export type { Logger }

/** A logger to standard output, or where said; `level` is one of pino's. Fields that may hold secrets are struck out wherever they stand. */
export function createLogger(level: string, destination: DestinationStream = pino.destination(1)): Logger {
  return pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
    redact: {
      paths: ['password', '*.password', 'token', '*.token', 'access', '*.access', 'refresh', '*.refresh', 'authorization', '*.authorization', 'cookie', '*.cookie'],
      censor: '[struck out]',
    },
  }, destination)
}

interface Described { type: string; message: string; stack?: string; code?: unknown; cause?: Described }

/** Databases hang statements with their parameters, and so people's data and secrets, on their errors: nothing else goes to the log. */
function describeError(error: unknown): Described {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) }
  const { message, stack, cause } = error
  const { code } = error as { code?: unknown }
  return {
    type: error.constructor.name, message, ...(stack !== undefined && { stack }), ...(code !== undefined && { code }),
    ...(cause !== undefined && { cause: describeError(cause) }),
  }
}
