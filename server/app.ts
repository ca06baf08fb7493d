// Composes the HTTP side: middleware, each feature's routes, OpenAPI, health, the built client.
import { randomUUIDv7 } from 'node:crypto'
import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { endpoints } from '../shared/index.ts'
import { compressedAnswers } from './http/compressed-answers.ts'
import { clientRoutes } from './http/client-files.ts'
import { documentation } from './http/documentation.ts'
import { health, type HealthChecks } from './http/health.ts'
import { requestLog } from './http/request-log.ts'
import { asProblem, onError, problemResponse } from './http/on-error.ts'
import { sandboxedFiles } from './http/stored-file.ts'
import { serve, type ServeOptions, type Variables } from './http/serve.ts'
import type { Route } from './http/context.ts'
import { Problem } from './kernel/errors.ts'
import type { Logger } from './kernel/logger.ts'

export interface AppOptions extends ServeOptions {
  routes: Route[]
  health: HealthChecks
  logger: Logger
  https: boolean
  asyncapi: () => object
  publicUrl: string | undefined
}

/** The HTTP application. Every endpoint of shared/ must have a route, else it refuses to be made. */
export function createApp(options: AppOptions): Hono<{ Variables: Variables }> {
  const app = new Hono<{ Variables: Variables }>({ strict: false })
  app.onError(onError(options.logger))
  app.use(async (http, next) => {
    http.set('traceId', randomUUIDv7())
    http.header('Request-Id', http.get('traceId'))
    await next()
  })
  app.use(requestLog(options.logger))
  app.use(sandboxedFiles)
  app.use(securityHeaders(options.https))
  app.use('/api/*', compressedAnswers)
  app.route('/', health(options.health))
  app.route('/', documentation(options.asyncapi, options.publicUrl))
  // Mail programs that know no one-click open the address for it as a page.
  app.get('/api/letters/unsubscribe/:token', (http) => http.redirect(`/unsubscribe/${encodeURIComponent(http.req.param('token'))}`))
  for (const route of options.routes) serve(app, route, options)
  refuseMissing(options.routes)
  app.all('/api/*', (http) => problemResponse(http, unknownAddress(options.routes, http.req.path)))
  app.route('/', clientRoutes())
  app.notFound((http) => problemResponse(http, asProblem(new Problem('not_found'))))
  return app
}

function refuseMissing(routes: Route[]): void {
  const served = new Set(routes.map(({ endpoint }) => endpoint.id))
  const missing = Object.values(endpoints).filter(({ id }) => !served.has(id)).map(({ id }) => id)
  if (missing.length > 0) throw new Error(`Endpoints without a route: ${missing.join(', ')}`)
}

/** A known path with another method is a 405, everything else a 404. */
function unknownAddress(routes: Route[], path: string): Problem {
  const known = routes.some(({ endpoint }) =>
    new RegExp(`^${endpoint.path.replaceAll(/\{\w+\}/g, '[^/]+')}/?$`).test(path))
  return new Problem(known ? 'method_not_allowed' : 'not_found')
}

function securityHeaders(https: boolean) {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"], scriptSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'"], connectSrc: ["'self'"], manifestSrc: ["'self'"], workerSrc: ["'self'"], baseUri: ["'none'"], formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    strictTransportSecurity: https ? 'max-age=31536000; includeSubDomains' : false,
    referrerPolicy: 'no-referrer', xFrameOptions: 'DENY', crossOriginOpenerPolicy: 'same-origin', crossOriginResourcePolicy: 'same-origin',
    permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
  })
}
