// Calls the HTTP API: addresses, bodies and answers are typed by the endpoint descriptions in shared/.
import type { BodyInputOf, ParamsInputOf, QueryInputOf, ResponseOf } from '../../shared/endpoint.ts'
import type { endpoints } from '../../shared/index.ts'
import { ApiError, NetworkError, problemOf } from './api-error.ts'
import { backoff, Waits } from './backoff.ts'
import { routes, type EndpointName } from './contract.data.ts'
import { newId } from './ids.ts'
import { uploading, type Upload } from './upload.ts'

type Endpoints = typeof endpoints
export type { EndpointName }

type Given<Name extends string, Input> = Input extends undefined ? { [N in Name]?: undefined } : { [N in Name]: Input }
type Body<N extends EndpointName> = Endpoints[N] extends { rawBody: object } ? string | Blob :
  Endpoints[N] extends { binaryBody: object } | { streamBody: object } ? Blob : BodyInputOf<Endpoints[N]>

export interface CallOptions {
  /**
   * One key for one intention: repetitions of the same call are applied once (RT22). Made here for writes when left out. Whoever gives one keeps what it is for,
   * as the outbox and uploads do: such a write waits for the network however long that takes.
   */
  idempotencyKey?: string
  signal?: AbortSignal
  /** The version that is changed; another one on the server answers 412. */
  ifMatch?: number | string
  /** Give up at the first failure instead of trying until there is a final answer. */
  once?: boolean
  /** So many milliseconds one attempt may take, where that is more than usual. */
  within?: number
  /** Told how many bytes of the body have left. */
  onUpload?: Upload
}
export type CallInput<N extends EndpointName> = CallOptions & Given<'params', ParamsInputOf<Endpoints[N]>> &
  (QueryInputOf<Endpoints[N]> extends undefined ? { query?: undefined } : { query?: QueryInputOf<Endpoints[N]> }) & Given<'body', Body<N>>

export interface Answer<T> {
  data: T
  /** Where the streams stand that the request wrote to, by name (RT8). */
  offsets: Readonly<Record<string, number>>
  etag: string | null
}
export type AnswerData<N extends EndpointName> = Endpoints[N] extends { file: object } ? Blob : ResponseOf<Endpoints[N]>

/** Where access tokens come from. */
export interface TokenSource {
  /** A token that is still valid, or null when nobody is signed in. */
  access(): Promise<string | null>
  /** The same without waiting, or null where that takes a while. */
  atHand?(): string | null
  /** A newer token than the one that was refused, or null when the session is over. */
  renew(refused: string): Promise<string | null>
}

export interface ApiOptions {
  tokens: TokenSource
  origin?: string
  fetch?: typeof fetch
  /** Whether nobody has been reached for some seconds, or the browser says that there is no network. */
  isOffline?: () => boolean
}

const ATTEMPT_TIMEOUT = 30_000
/** Offline one more attempt is made, since that may have ended; it may not take long. */
const OFFLINE_TIMEOUT = 10_000
/** So often a write that nobody keeps looks whether one is offline by now. */
const LOOKS_EVERY = 1_000
/** A file takes its time, on the way and in the database; a slow line brings 64 kB a second. */
const fileTimeout = (bytes: number) => Math.ceil(300_000 + bytes / 64)

export class Api {
  readonly waits = new Waits()
  readonly #options: ApiOptions

  constructor(options: ApiOptions) {
    this.#options = options
  }

  /**
   * Asks until there is a final answer where repeating is safe; a short interruption is not noticed. A write that nobody keeps ends when one is offline: it could
   * only hang in silence. Throws ApiError, NetworkError, or the signal's reason.
   */
  async call<N extends EndpointName>(
    name: N, ...[input]: Partial<CallInput<N>> extends CallInput<N> ? [CallInput<N>?] : [CallInput<N>]
  ): Promise<Answer<AnswerData<N>>> {
    const route = routeOf(routes[name])
    const options: LooseInput = input ?? {}
    const request = requestOf(route, options, this.#options.origin ?? '')
    const repeatable = !options.once && mayRepeat(route, request)
    const isKept = route.method === 'GET' || options.idempotencyKey !== undefined
    const isOffline = () => !isKept && !!this.#options.isOffline?.()
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#attempt(route, request, isOffline() ? { within: OFFLINE_TIMEOUT, ...options } : options) as Answer<AnswerData<N>>
      } catch (error) {
        if (!repeatable || !isPassing(error)) throw error
        if (isUnreached(error) && isOffline()) throw new NetworkError(error)
        const wait = waitAfter(error, attempt)
        await this.waits.wait(isKept || !isUnreached(error) ? wait : Math.min(wait, LOOKS_EVERY), options.signal)
      }
    }
  }

  async #attempt(route: Route, request: Prepared, options: CallOptions): Promise<Answer<unknown>> {
    const { tokens } = this.#options
    // A token at hand is not waited for: the request leaves before the page draws the change that it is about.
    const token = route.is.has('public') ? null : tokens.atHand?.() ?? await tokens.access()
    let response = await this.#send(request, token, options)
    if (response.status === 401 && token) {
      const renewed = await tokens.renew(token)
      if (renewed) response = await this.#send(request, renewed, options)
    }
    if (!response.ok) throw new RefusedAttempt(await problemOf(response), Number(response.headers.get('Retry-After') ?? 0))
    return {
      data: await dataOf(route, response).catch((cause: unknown) => { throw new NetworkError(cause) }), etag: response.headers.get('ETag'),
      offsets: parseOffsets(response.headers.get('Lockstep-Offsets')),
    }
  }

  async #send({ address, ...init }: Prepared, token: string | null, { signal, onUpload, within = ATTEMPT_TIMEOUT }: CallOptions): Promise<Response> {
    const headers = token ? { ...init.headers, Authorization: `Bearer ${token}` } : init.headers
    const timeout = AbortSignal.timeout(init.body instanceof Blob ? fileTimeout(init.body.size) : within)
    try {
      const send = this.#options.fetch ?? (onUpload ? uploading(onUpload) : fetch)
      return await send(address, {
        ...init, headers, credentials: 'same-origin', signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      })
    } catch (cause) {
      if (signal?.aborted) throw signal.reason
      throw new NetworkError(cause)
    }
  }
}

/** `is`: `public`, `keyless`, `json` and `bytes` (how its body is sent), `file` (what it answers). */
interface Route { method: string; path: string; is: ReadonlySet<string> }

function routeOf(line: string): Route {
  const [method, path, ...special] = line.split(' ')
  return { method: method!, path: path!, is: new Set(special) }
}

async function dataOf(route: Route, response: Response): Promise<unknown> {
  if (response.status === 204) return undefined
  return route.is.has('file') ? response.blob() : response.json()
}

/** `team:<id>=42, inbox:<id>=7` as an object. */
export function parseOffsets(header: string | null): Record<string, number> {
  const offsets: Record<string, number> = {}
  for (const part of header?.split(',') ?? []) {
    const [stream, offset] = part.trim().split('=')
    if (stream && offset) offsets[stream] = Number(offset)
  }
  return offsets
}

class RefusedAttempt extends ApiError {
  /** Seconds that the server asks to wait. */
  readonly retryAfter: number

  constructor(of: ApiError['problem'], retryAfter: number) {
    super(of)
    this.retryAfter = Number.isFinite(retryAfter) ? retryAfter : 0
  }
}

interface LooseInput extends CallOptions { params?: unknown; query?: unknown; body?: unknown }
interface Prepared { address: string; method: string; headers: Record<string, string>; body?: string | Blob }

function requestOf(route: Route, input: LooseInput, origin: string): Prepared {
  const params = (input.params ?? {}) as Record<string, string>
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name]!))
  const headers: Record<string, string> = { Accept: 'application/json', 'Lockstep-Client': 'browser' }
  const key = input.idempotencyKey ?? (takesKey(route) ? newId() : undefined)
  if (key) headers['Idempotency-Key'] = key
  if (input.ifMatch !== undefined) headers['If-Match'] = `"${String(input.ifMatch).replaceAll('"', '')}"`
  const prepared: Prepared = { address: `${origin}${path}${search(input.query)}`, method: route.method, headers }
  if (input.body === undefined) return prepared
  headers['Content-Type'] = route.is.has('bytes') ? (input.body as Blob).type || 'application/octet-stream' : 'application/json'
  return { ...prepared, body: route.is.has('bytes') || route.is.has('json') ? input.body as string | Blob : JSON.stringify(input.body) }
}

/** Endpoints with transactions of their own keep answers only for who gives them a key (imports). */
function takesKey(route: Route): boolean {
  return route.method !== 'GET' && !route.is.has('keyless')
}

function search(query: unknown): string {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined)
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`
}

function mayRepeat(route: Route, request: Prepared): boolean {
  return ['GET', 'PUT', 'DELETE'].includes(route.method) || 'Idempotency-Key' in request.headers
}

/** Failures that go away by themselves. */
function isPassing(error: unknown): boolean {
  return isUnreached(error) || (error instanceof ApiError && (error.status === 429 || error.code === 'idempotency_in_flight'))
}

/** Nobody answered, or a proxy in place of the server. */
function isUnreached(error: unknown): boolean {
  return error instanceof NetworkError || (error instanceof ApiError && error.status >= 502 && error.status <= 504)
}

function waitAfter(error: unknown, attempt: number): number {
  const asked = error instanceof RefusedAttempt ? error.retryAfter * 1000 : 0
  return asked + backoff(attempt)
}
