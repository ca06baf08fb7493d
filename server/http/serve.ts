// Serves an endpoint's description: validates, authenticates, opens the transaction, calls the handler, answers.
import { createHash } from 'node:crypto'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context, Hono } from 'hono'
import type { z } from 'zod'
import { spokenIn } from '../../shared/features/letters.ts'
import type { Endpoint, FileAnswer, StoredFile, WrittenFile } from '../../shared/endpoint.ts'
import { inboxStream, parseStream } from '../../shared/streams.ts'
import type { Caller, Idempotency } from '../kernel/actor.ts'
import { Problem } from '../kernel/errors.ts'
import { TaggedJson } from '../kernel/tagged-json.ts'
import type { Committed, Kernel } from '../kernel/transact.ts'
import type { Work } from '../kernel/work.ts'
import { admit } from '../policy/policy.ts'
import { BODY_TIMES, bodyInTime, readBytes, readJson, readText, type BodyTimes } from './body.ts'
import type { Input, Request, Route } from './context.ts'
import { takesLargeBodies, type Limits } from './limits.ts'
import { sendStored } from './stored-file.ts'

export interface ServeOptions {
  kernel: Kernel
  authenticate: (token: string, traceId: string) => Promise<{ caller: Caller; expiresAt: number | null }>
  limits: Limits
  trustProxy: boolean
  bodyTimes?: BodyTimes | undefined
}

export type Variables = { traceId: string; route?: string; organizationId?: string; actor?: string; sandboxed?: boolean }

/** Adds the route to the app, with and without a trailing slash (the app is not strict about it). */
export function serve(app: Hono<{ Variables: Variables }>, { endpoint, handler }: Route, options: ServeOptions): void {
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1')
  app.on(endpoint.method, path, async (http) => {
    http.set('route', endpoint.path)
    // Who is refused while a file is still coming must not send the next request behind the rest of it.
    if (endpoint.streamBody) http.header('Connection', 'close')
    const address = addressOf(http, options.trustProxy)
    await options.limits.request(http, endpoint, address)
    const caller = endpoint.access === 'member' ? await callerOf(http, options) : null
    if (caller) await options.limits.caller(http, endpoint, caller)
    if (caller && takesLargeBodies(endpoint)) await options.kernel.read(caller, async () => {}, admission(http, endpoint))
    const { input, raw } = await inputOf(http, endpoint, options.bodyTimes)
    const keyed = caller && withIdempotency(http, endpoint, caller, raw)
    const request = requestOf(http, endpoint, options, keyed, address)
    try {
      const result = endpoint.transaction === 'own' ? await handler(request, input) : await inTransaction(endpoint, request, (work) => handler(work, input))
      return await answer(http, endpoint, result)
    } finally {
      if (caller && http.get('actor') !== undefined) options.limits.admitted(caller)
    }
  })
}

async function callerOf(http: Context, options: ServeOptions): Promise<Caller> {
  const [scheme, token] = (http.req.header('authorization') ?? '').split(' ')
  if (scheme?.toLowerCase() !== 'bearer' || !token) throw new Problem('unauthenticated')
  const { caller } = await options.authenticate(token, http.get('traceId'))
  http.set('organizationId', caller.organizationId)
  return caller
}

const NO_BYTES = Buffer.alloc(0)

async function inputOf(http: Context, endpoint: Endpoint, times = BODY_TIMES): Promise<{ input: Input<Endpoint>; raw: string | Buffer }> {
  const bytes = endpoint.binaryBody ? await readBytes(http, times, endpoint.binaryBody.maxBytes) : NO_BYTES
  const text = endpoint.rawBody ? await readText(http, times, endpoint.rawBody.maxBytes) : endpoint.body ? await readText(http, times, endpoint.maxBytes) : ''
  const input = {
    params: endpoint.params ? check(endpoint.params, http.req.param(), (name) => `{${name}}`, true) : undefined,
    query: endpoint.query ? check(endpoint.query, http.req.query(), (name) => `?${name}`) : undefined,
    body: endpoint.body ? check(endpoint.body, readJson(http, text), (name) => `/${name}`) : undefined,
    text, bytes,
    // A file of the largest size takes its time on a slow line, but it must not stand still.
    stream: endpoint.streamBody ? bodyInTime(http, { ...times, whole: times.whole + (endpoint.streamBody.maxBytes ?? Infinity) / times.pace }) : [],
    ifMatch: ifMatchOf(http),
    isHeld: (tag: string) => isNamed(tag, http.req.header('if-none-match')),
  }
  return { input: input as Input<Endpoint>, raw: endpoint.binaryBody ? bytes : text }
}

/** A refusal names so many wrong fields and no more. */
const MOST_ERRORS = 100

/** Wrong fields are 422 with a pointer; a path that is no id is a 404 like any id that does not exist. */
function check(schema: z.ZodType, value: unknown, pointer: (path: string) => string, path = false): unknown {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  if (path) throw new Problem('not_found', 'There is nothing here, or you may not see it.')
  const errors = parsed.error.issues.slice(0, MOST_ERRORS).flatMap((issue) => {
    const places = issue.code === 'unrecognized_keys' ? issue.keys.map((name) => [...issue.path, name]) : [issue.path]
    return places.map((place) => ({
      pointer: place.length === 0 ? '' : pointer(place.map((part) => escapePointer(String(part))).join('/')),
      detail: issue.code === 'unrecognized_keys' ? 'This field is not known here' : issue.message,
      code: issue.code === 'unrecognized_keys' ? 'unknown_field' : issue.code,
    }))
  }).slice(0, MOST_ERRORS)
  throw new Problem('validation_failed', errors.map((error) => `${error.pointer}: ${error.detail}`).join('; ').slice(0, 1000), { errors })
}

const escapePointer = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1')

function ifMatchOf(http: Context): number | null {
  const header = http.req.header('if-match')
  if (!header || header === '*') return null
  const match = /^(?:W\/)?"(\d+)"$/.exec(header.trim())
  if (!match) throw new Problem('precondition_failed', 'If-Match does not fit the present ETag.')
  return Number(match[1])
}

function withIdempotency(http: Context, endpoint: Endpoint, caller: Caller, raw: string | Buffer): Caller {
  const key = http.req.header('idempotency-key')
  if (!key || endpoint.method === 'GET') return caller
  if (key.length > 200 || !/^[\x21-\x7e]+$/.test(key)) {
    throw new Problem('validation_failed', 'Idempotency-Key must be 1 to 200 visible ASCII characters.',
      { errors: [{ pointer: 'Idempotency-Key', detail: 'Use 1 to 200 visible ASCII characters', code: 'invalid_format' }] })
  }
  const fingerprint = createHash('sha256').update(`${endpoint.method} ${http.req.path.replace(/\/$/, '')}\n${new URL(http.req.url).search}\n`)
    .update(raw).digest('base64url')
  const idempotency: Idempotency = { key, fingerprint, secret: endpoint.secret === true }
  return { ...caller, idempotency }
}

function admission(http: Context, endpoint: Endpoint) {
  return {
    admit: (actor: Work['actor']) => {
      http.set('actor', actor.membershipId)
      admit(actor, endpoint)
    },
  }
}

function requestOf(http: Context, endpoint: Endpoint, { kernel }: ServeOptions, caller: Caller | null, address: string): Request {
  const options = admission(http, endpoint)
  const known = () => {
    if (!caller) throw new Problem('unauthenticated')
    return caller
  }
  return {
    kernel, caller, address, http, traceId: http.get('traceId'),
    userAgent: (http.req.header('user-agent') ?? '').slice(0, 300),
    language: spokenIn(http.req.header('accept-language')),
    browser: http.req.header('lockstep-client') === 'browser',
    transact: async (action, { digest } = {}) => {
      const sender = digest === undefined ? known() : withIdempotency(http, endpoint, known(), digest)
      return committed(http, await kernel.transact(sender, action, options))
    },
    read: (action, { snapshot = endpoint.transaction === 'snapshot' } = {}) => kernel.read(known(), action, { ...options, snapshot }),
  }
}

const inTransaction = (endpoint: Endpoint, request: Request, action: (work: Work) => Promise<unknown>) =>
  endpoint.method === 'GET' ? request.read(action) : request.transact(action)

function committed<T>(http: Context, { result, offsets, replayed }: Committed<T>): T {
  // Other people's inboxes are not the sender's to wait for, and a team of hundreds would burst the header.
  const own = inboxStream(http.get('actor'))
  const entries = Object.entries(offsets).filter(([stream]) => parseStream(stream)?.kind !== 'inbox' || stream === own)
  if (entries.length > 0) http.header('Lockstep-Offsets', entries.map(([stream, offset]) => `${stream}=${offset}`).join(', '))
  if (replayed) http.header('Idempotent-Replayed', 'true')
  return result
}

function answer(http: Context, endpoint: Endpoint, result: unknown): Response | Promise<Response> {
  if (endpoint.status === 204) return http.body(null, 204)
  if (endpoint.file?.stored) return sendStored(http, result as StoredFile)
  if (endpoint.file?.written) return written(http, result as WrittenFile)
  if (endpoint.file) return file(http, result as FileAnswer)
  http.header('Cache-Control', endpoint.secret ? 'no-store' : 'private, no-cache')
  if (result instanceof TaggedJson) return tagged(http, result)
  if (endpoint.etag) {
    const etag = `"${(result as { version: number }).version}"`
    http.header('ETag', etag)
    if (endpoint.method === 'GET' && endpoint.etag === true && isNamed(etag, http.req.header('if-none-match'))) return http.body(null, 304)
  }
  return http.json(result as object, endpoint.status)
}

/** What is written already is sent as it is; to who holds it already, only that it still holds. */
function tagged(http: Context, { tag, text }: TaggedJson<unknown>): Response {
  http.header('ETag', tag)
  if (text === null) return http.body(null, 304)
  http.header('Content-Type', 'application/json')
  return http.body(text)
}

/** A file; the headers of all answers keep it from being anything else than its type says. */
function file(http: Context, { type, bytes, immutable }: FileAnswer): Response {
  http.header('Cache-Control', immutable ? 'private, max-age=31536000, immutable' : 'private, no-cache')
  http.header('X-Content-Type-Options', 'nosniff')
  http.header('Content-Type', type)
  return http.body(bytes)
}

/** A file that breaks off where it cannot be written to its end: half of it is not taken for the whole. */
function written(http: Context, { type, name, body }: WrittenFile): Response {
  http.header('Cache-Control', 'no-store')
  http.header('X-Content-Type-Options', 'nosniff')
  http.header('Content-Type', type)
  http.header('Content-Disposition', `attachment; filename="${name}"`)
  return http.body(body)
}

/** Whether If-None-Match names the tag: a list, weak ones as good as strong, or any by the star (RFC 9110). */
function isNamed(etag: string, header = ''): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '')
  return header.trim() === '*' || header.split(',').some((tag) => opaque(tag) === opaque(etag))
}

function addressOf(http: Context, trustProxy: boolean): string {
  const forwarded = trustProxy ? http.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  return forwarded ?? getConnInfo(http).remote.address ?? 'unknown'
}
