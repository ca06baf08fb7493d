// Sends long JSON answers compressed: a board of a thousand tasks shrinks to a twentieth.
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'

const zip = promisify(gzip)
/** Below this it is not worth the work. */
const SMALLEST = 8_192
/** Fast rather than small: whoever asks is waiting. */
const LEVEL = 3

/**
 * Leaves alone what holds a secret, and what has a strong tag: such a tag would have to tell compressed from plain.
 * Requests carry their rights in a header that no other site can make a browser send, so lengths tell nobody anything.
 */
export const compressedAnswers: MiddlewareHandler = async (http, next) => {
  await next()
  const { headers, status } = http.res
  const isJson = headers.get('Content-Type')?.startsWith('application/json')
  if (status !== 200 || !isJson || headers.get('Cache-Control') === 'no-store' || isStrong(headers.get('ETag'))) return
  headers.append('Vary', 'Accept-Encoding')
  if (!takesGzip(http.req.header('Accept-Encoding'))) return
  const plain = await http.res.arrayBuffer()
  const isLong = plain.byteLength >= SMALLEST
  http.res = new Response(isLong ? new Uint8Array(await zip(plain, { level: LEVEL })) : plain, { status, headers })
  if (isLong) http.res.headers.set('Content-Encoding', 'gzip')
}

const isStrong = (tag: string | null) => tag !== null && !tag.startsWith('W/')

/** Whether a list such as `br, gzip;q=0.5` takes it; a weight of zero refuses it (RFC 9110). */
function takesGzip(accepted = ''): boolean {
  return accepted.split(',').some((coding) => /^\s*gzip\s*(?:;|$)/i.test(coding) && !/;\s*q=0(?:\.0*)?\s*$/i.test(coding))
}
