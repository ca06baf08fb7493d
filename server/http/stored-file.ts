// Sends a file of the store: in parts where the asker wants them, always as something to keep, in a sandbox should a browser open it after all.
import type { Context, MiddlewareHandler } from 'hono'
import type { ByteRange, StoredFile } from '../../shared/endpoint.ts'
import { Problem } from '../kernel/errors.ts'
import type { Variables } from './serve.ts'

/** Who may read a file can lose that right, and the next person at this browser never had it: nothing keeps it. */
const NOT_KEPT = 'private, no-store'
const SANDBOX = 'default-src \'none\'; sandbox'

/** Answers with the file, 206 with the part that Range names, 416 when it has none such. */
export async function sendStored(http: Context, file: StoredFile): Promise<Response> {
  const tag = `"${file.tag}"`
  http.set('sandboxed', true)
  const headers = {
    'Content-Type': file.type, 'Content-Disposition': attachmentNamed(file.name), 'Cache-Control': NOT_KEPT, ETag: tag,
    'Accept-Ranges': file.size === null ? 'none' : 'bytes',
    'X-Content-Type-Options': 'nosniff',
  }
  const range = file.size === null ? undefined : rangeOf(http, tag, file.size)
  if (range === 'none') throw new Problem('range_not_satisfiable', `The file has ${file.size} bytes.`, { headers: { 'Content-Range': `bytes */${file.size}` } })
  const length = range ? range.end - range.start + 1 : file.size
  const all = {
    ...headers, ...(length !== null && { 'Content-Length': String(length) }), ...(range && { 'Content-Range': `bytes ${range.start}-${range.end}/${file.size}` }),
  }
  if (http.req.method === 'HEAD') return http.body(null, range ? 206 : 200, all)
  const bytes = await file.open(range)
  if (!bytes) throw new Problem('not_found', 'The bytes of this file are missing from the store.')
  return http.body(bytes, range ? 206 : 200, all)
}

/** Its name in ASCII for old programs, and as it is (RFC 6266, RFC 8187). */
function attachmentNamed(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const exact = encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`
}

/** One range of bytes. Several at once, and what is none, count as not asked (RFC 9110, 14.2). */
function rangeOf(http: Context, tag: string, size: number): ByteRange | 'none' | undefined {
  const condition = http.req.header('if-range')
  const match = /^bytes=(\d*)-(\d*)$/.exec(http.req.header('range')?.trim() ?? '')
  if (!match || (condition && condition !== tag) || (!match[1] && !match[2])) return undefined
  const start = match[1] ? Number(match[1]) : Math.max(0, size - Number(match[2]))
  const end = match[1] && match[2] ? Math.min(Number(match[2]), size - 1) : size - 1
  return start > end || start >= size ? 'none' : { start, end }
}

/** Outside of the headers of all answers, which say what a page may do: a file may do nothing. */
export const sandboxedFiles: MiddlewareHandler<{ Variables: Variables }> = async (http, next) => {
  await next()
  if (http.get('sandboxed')) http.res.headers.set('Content-Security-Policy', SANDBOX)
}
