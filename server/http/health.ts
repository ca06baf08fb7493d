// Liveness, readiness and metrics.
import { Hono } from 'hono'
import { metrics } from './metrics.ts'

export interface HealthChecks {
  /** Throws when the database does not answer. */
  database(): Promise<void>
  /** Whether the process is about to stop: no new work should come. */
  stopping(): boolean
  /** Whether Redis is away; undefined where none is used. */
  redisAway?(): boolean | undefined
}

export function health(checks: HealthChecks): Hono {
  const app = new Hono()
  app.get('/healthz', (http) => http.json({ status: 'ok' }))
  app.get('/readyz', async (http) => {
    if (checks.stopping()) return http.json({ status: 'stopping' }, 503)
    try {
      await checks.database()
      const away = checks.redisAway?.()
      // Nothing is lost without Redis, only slower: the node goes on, and says it.
      return http.json({ status: 'ready', ...(away !== undefined && { redis: away ? 'away' : 'there' }) })
    } catch {
      return http.json({ status: 'database unavailable' }, 503)
    }
  })
  app.get('/metrics', async (http) => http.body(await metrics.metrics(), 200, { 'Content-Type': metrics.contentType }))
  return app
}
