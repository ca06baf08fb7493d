// Reads a request's body: only JSON unless it is bytes, only so many, whatever its length header says.
import type { Context } from 'hono'
import { Problem } from '../kernel/errors.ts'

const DEFAULT_MAX = 1024 * 1024

/** The body as text. Throws 415 on another media type, 413 past the limit, 400 on bytes that are not UTF-8. */
export async function readText(http: Context, maxBytes = DEFAULT_MAX): Promise<string> {
  const type = (http.req.header('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
  if (type !== 'application/json' && !type.endsWith('+json') && !(type === '' && !http.req.raw.body)) {
    throw new Problem('unsupported_media_type', 'Send the body as application/json.')
  }
  const bytes = await readBytes(http, maxBytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Problem('malformed_json', 'The body is not valid UTF-8.')
  }
}

/** The body as it was sent, of whatever media type. Throws 413 past the limit. */
export async function readBytes(http: Context, maxBytes: number): Promise<Buffer> {
  const tooLarge = () => new Problem('payload_too_large', `The body may have at most ${maxBytes} bytes.`)
  if (Number(http.req.header('content-length') ?? 0) > maxBytes) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of (http.req.raw.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > maxBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
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
