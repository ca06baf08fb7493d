// The API's documents: OpenAPI, AsyncAPI, a collection of requests, and an interactive page that needs no internet.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Hono } from 'hono'
import { collection } from './collection/collection.ts'
import { openapi } from './openapi.ts'

const FILES = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Lockstep API</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><div id="docs"></div><script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>`

const START = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', deepLinking: true, persistAuthorization: false, validatorUrl: null })`

const SERVED: Record<string, string> = {
  'swagger-ui.css': 'text/css; charset=utf-8', 'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
}

export function documentation(asyncapi: () => object, publicUrl: string | undefined): Hono {
  const app = new Hono({ strict: false })
  app.get('/api/openapi.json', (http) => http.json(openapi(publicUrl)))
  app.get('/api/asyncapi.json', (http) => http.json(asyncapi()))
  app.get('/api/collection.json', (http) => http.json(collection(publicUrl ?? new URL(http.req.url).origin)))
  app.get('/api/docs', (http) => http.html(PAGE))
  app.get('/api/docs/start.js', (http) => http.body(START, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }))
  for (const [file, type] of Object.entries(SERVED)) {
    app.get(`/api/docs/${file}`, (http) => http.body(readFileSync(join(FILES, file), 'utf8'), 200, { 'Content-Type': type, 'Cache-Control': 'public, max-age=86400' }))
  }
  return app
}
