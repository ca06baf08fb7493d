// Structured logs: JSON lines in UTC, with tenant, actor and trace id, never with tokens or bodies.
import { pino, type Logger } from 'pino'

export type { Logger }

/** A logger; `level` is one of pino's. Fields that may hold secrets are struck out wherever they stand. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['password', '*.password', 'token', '*.token', 'access', '*.access', 'refresh', '*.refresh', 'authorization', '*.authorization', 'cookie', '*.cookie'],
      censor: '[struck out]',
    },
  })
}
