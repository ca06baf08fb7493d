// The built client: its files, and its page for every browser address.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { Problem } from '../kernel/errors.ts'

const ROOT = fileURLToPath(new URL('../../dist/client/', import.meta.url))

/** Files under /assets never change their content and stand there compressed too; the page is asked for anew each time. */
export function clientRoutes(): Hono {
  const app = new Hono()
  app.use('/assets/*', async (http, next) => {
    await next()
    if (http.res.status !== 200) return
    http.header('Cache-Control', 'public, max-age=31536000, immutable')
    http.header('Vary', 'Accept-Encoding')
  })
  app.use('/service-worker.js', async (http, next) => {
    await next()
    http.header('Cache-Control', 'no-cache')
  })
  app.use('*', serveStatic({ root: ROOT, index: '\0', precompressed: true }))
  app.get('*', (http) => {
    const page = `${ROOT}index.html`
    if (/\.\w+$/.test(http.req.path) || !existsSync(page)) throw new Problem('not_found')
    return http.html(readFileSync(page, 'utf8'), 200, { 'Cache-Control': 'no-cache' })
  })
  return app
}
