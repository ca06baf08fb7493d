// Stops an HTTP server: what has begun is answered, and no connection is kept alive for more.
import type { Server, ServerResponse } from 'node:http'

/**
 * How to close the server; resolves when the last request is answered. Node itself would wait for as long as a busy
 * client keeps its connection.
 */
export function drainOf(http: Server): () => Promise<void> {
  const open = new Set<ServerResponse>()
  let closing = false
  const last = (response: ServerResponse) => {
    if (!response.headersSent) response.setHeader('Connection', 'close')
  }
  http.prependListener('request', (_, response: ServerResponse) => {
    if (closing) return last(response)
    open.add(response)
    response.once('close', () => open.delete(response))
  })
  return () => new Promise((resolve) => {
    closing = true
    for (const response of open) last(response)
    http.close(() => resolve())
    http.closeIdleConnections()
  })
}
