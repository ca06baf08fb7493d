// Stops an HTTP server: what has begun is answered, and no connection is kept alive for more, nor for a body that nobody reads.
import type { IncomingMessage, Server, ServerResponse } from 'node:http'

const IDLE_MS = 100

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
  http.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    if (isNeverRead(request)) last(response)
    if (closing) last(response)
    open.add(response)
    response.once('close', () => open.delete(response))
  })
  // Node takes a connection for idle once its answer was given away, also in `close`, though the client has not taken all of it.
  const closeIdle = http.closeIdleConnections.bind(http)
  http.closeIdleConnections = () => {
    if (![...open].some(isOnItsWay)) closeIdle()
  }
  return () => new Promise((resolve) => {
    closing = true
    for (const response of open) last(response)
    // What was being sent already could not be told that it is the last: its connection is let go once it is over.
    const idle = setInterval(() => http.closeIdleConnections(), IDLE_MS)
    http.close(() => {
      clearInterval(idle)
      resolve()
    })
    http.closeIdleConnections()
  })
}

const isOnItsWay = ({ writableEnded, writableFinished }: ServerResponse): boolean => writableEnded && !writableFinished

/** A body of a GET: its connection would be busy for as long as it takes to come, long after the answer. */
const isNeverRead = ({ method, headers }: IncomingMessage): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0)
