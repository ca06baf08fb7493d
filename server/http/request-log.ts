// A log line for each request: method, path, status, milliseconds, tenant, actor, trace id; never a body, query or token.
import type { MiddlewareHandler } from 'hono'
import type { Logger } from '../kernel/logger.ts'
import { observeRequest } from './metrics.ts'
import type { Variables } from './serve.ts'

/** Logs and counts requests to the API; those for files only at debug level. */
export function requestLog(logger: Logger): MiddlewareHandler<{ Variables: Variables }> {
  return async (http, next) => {
    const started = performance.now()
    await next()
    const milliseconds = performance.now() - started
    const api = http.req.path.startsWith('/api/')
    if (api) observeRequest({ method: http.req.method, route: http.get('route'), status: http.res.status }, milliseconds)
    logger[api ? 'info' : 'debug']({
      method: http.req.method, path: loggablePath(http.req.path), status: http.res.status, ms: Math.round(milliseconds * 10) / 10,
      organizationId: http.get('organizationId'), actor: http.get('actor'), traceId: http.get('traceId'),
    }, 'request')
  }
}

/** The path without what is a secret: an invitation's address ends with its token, a file's with what opens it, a letter's with what ends them. */
export const loggablePath = (path: string): string => path.replace(/^(\/invitations\/|\/reset-password\/|\/api\/files\/|\/unsubscribe\/|\/api\/letters\/unsubscribe\/).+/, '$1[struck out]').slice(0, 300)
