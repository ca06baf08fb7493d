// Calls endpoints by their descriptions over real HTTP, as a program would.
import type { BodyInputOf, Endpoint, ParamsInputOf, QueryInputOf, ResponseOf } from '../../shared/endpoint.ts'
import type { Problem } from '../../shared/errors.ts'

export interface CallOptions<E extends Endpoint> {
  params?: ParamsInputOf<E>
  query?: QueryInputOf<E>
  body?: BodyInputOf<E>
  /** A body as it is sent, for endpoints with `rawBody` and for nonsense. */
  raw?: string
  /** Bytes, for endpoints with `binaryBody`. */
  bytes?: Uint8Array<ArrayBuffer>
  headers?: Record<string, string>
}

export interface Answer<T> {
  status: number
  headers: Headers
  /** The resource; on an error status read `problem`. */
  data: T
  problem: Problem
  offsets: Record<string, number>
}

/** Calls an endpoint as the holder of `token` (null: nobody). Never throws on an error status. */
export async function call<const E extends Endpoint>(url: string, token: string | null, endpoint: E, options: CallOptions<E> = {}): Promise<Answer<ResponseOf<E>>> {
  const response = await fetch(addressOf(url, endpoint, options), {
    method: endpoint.method,
    headers: {
      ...(token && { Authorization: `Bearer ${token}` }),
      ...((options.body !== undefined || options.raw !== undefined) && { 'Content-Type': 'application/json' }),
      ...options.headers,
    },
    body: options.bytes ?? options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body)),
  })
  const text = await response.text()
  const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '')
  const data = isJson ? JSON.parse(text) as unknown : text || undefined
  return { status: response.status, headers: response.headers, data: data as ResponseOf<E>, problem: data as Problem, offsets: offsetsOf(response.headers) }
}

function addressOf<E extends Endpoint>(url: string, endpoint: E, { params, query }: CallOptions<E>): string {
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String((params as Record<string, unknown>)[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries((query ?? {}) as Record<string, unknown>)) if (value !== undefined) search.set(name, String(value))
  return `${url}${path}${search.size > 0 ? `?${search}` : ''}`
}

function offsetsOf(headers: Headers): Record<string, number> {
  const given = headers.get('lockstep-offsets')
  return given ? Object.fromEntries(given.split(', ').map((entry) => [entry.slice(0, entry.lastIndexOf('=')), Number(entry.slice(entry.lastIndexOf('=') + 1))])) : {}
}
