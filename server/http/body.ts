// Reads a request's body: only JSON unless it is bytes, only so many, whatever its length header says, and only while it arrives in time.
import type { Context } from 'hono'
import { Problem } from '../kernel/errors.ts'

const DEFAULT_MAX = 1024 * 1024

/** The longest that a body may pause and take as a whole, in milliseconds; the whole is longer where more may come, by this pace in bytes. */
export interface BodyTimes { pause: number; whole: number; pace: number }

/** The pace is that of a slow line, and the whole what the client waits (client/lib/api.ts). */
export const BODY_TIMES: BodyTimes = { pause: 60_000, whole: 5 * 60_000, pace: 64 }

/** The body as text. Throws 415 on another media type, 413 past the limit, 408 when it is late, 400 on bytes that are not UTF-8. */
export async function readText(http: Context, times: BodyTimes, maxBytes = DEFAULT_MAX): Promise<string> {
  const type = (http.req.header('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
  if (type !== 'application/json' && !type.endsWith('+json') && !(type === '' && !http.req.raw.body)) {
    throw new Problem('unsupported_media_type', 'Send the body as application/json.')
  }
  const bytes = await readBytes(http, times, maxBytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Problem('malformed_json', 'The body is not valid UTF-8.')
  }
}

/** The body as it was sent, of whatever media type. Throws 413 past the limit, 408 when it is late. */
export async function readBytes(http: Context, times: BodyTimes, maxBytes: number): Promise<Buffer> {
  const tooLarge = () => new Problem('payload_too_large', `The body may have at most ${maxBytes} bytes.`)
  if (Number(http.req.header('content-length') ?? 0) > maxBytes) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of bodyInTime(http, { ...times, whole: times.whole + maxBytes / times.pace })) {
    size += chunk.byteLength
    if (size > maxBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The body as it arrives. Throws 408 when nothing of it comes for too long, or its end does not. */
export async function* bodyInTime(http: Context, { pause, whole }: Omit<BodyTimes, 'pace'>): AsyncGenerator<Uint8Array, void> {
  const reader = (http.req.raw.body as ReadableStream<Uint8Array> | null)?.getReader()
  const end = performance.now() + whole
  for (;;) {
    const { done, value } = await inTime(reader?.read(), Math.min(pause, end - performance.now()))
    if (value === undefined || done) return
    yield value
  }
}

const NOTHING = { done: true, value: undefined } as const

/** Who is late is not waited for with a next request either: the rest of this one would come before it. */
async function inTime<T>(awaited: Promise<T> | undefined, ms: number): Promise<T | typeof NOTHING> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Problem('request_timeout', undefined, { headers: { Connection: 'close' } })), ms)
  try {
    return await Promise.race([awaited ?? NOTHING, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

const DEEPEST = 64

/** Parses JSON. Throws 400 with the parser's place when it is malformed or nested too deeply. */
export function readJson(_http: Context, text: string): unknown {
  let depth = 0
  let inString = false
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (inString) {
      if (code === 92) index += 1
      else if (code === 34) inString = false
    } else if (code === 34) inString = true
    else if (code === 123 || code === 91) {
      depth += 1
      if (depth > DEEPEST) throw new Problem('malformed_json', `The body is nested deeper than ${DEEPEST} levels.`)
    } else if (code === 125 || code === 93) depth -= 1
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Problem('malformed_json', `The body is not valid JSON: ${(error as Error).message.slice(0, 200)}`)
  }
}
