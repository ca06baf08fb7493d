// How an HTTP endpoint is described: the one source of validation, routes, OpenAPI and the client's types.
import type { z } from 'zod'
import type { ErrorCode } from './errors.ts'
import type { Permission, Scope } from './permissions.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface Endpoint {
  /** The operationId, a verb and a noun: `moveTask`. */
  id: string
  method: Method
  /** With `{name}` places: `/api/tasks/{taskId}`. */
  path: `/${string}`
  tag: string
  summary: string
  /** `public` answers without a token, `member` needs one. */
  access: 'public' | 'member'
  /** What an API token must be allowed; null: sessions only, never an API token. */
  scope: Scope | null
  /** The permission that the policy is asked for (documentation; the action asks). */
  permission?: Permission
  params?: z.ZodType
  query?: z.ZodType
  body?: z.ZodType
  /** The body is read as text of at most so many bytes and given to the handler unparsed. */
  rawBody?: { maxBytes: number; description: string }
  /** The body is bytes, whatever its media type says: at most so many, given to the handler unparsed. */
  binaryBody?: { maxBytes: number; types: readonly string[]; description: string }
  /** The body is a file, of any type unless said, given to the handler while it arrives: it says how much may come. */
  streamBody?: { description: string; types?: readonly string[]; maxBytes?: number }
  /** Largest JSON body in bytes; 1 MiB unless said. */
  maxBytes?: number
  status: 200 | 201 | 202 | 204
  response?: z.ZodType
  /** The answer is a file of one of these media types: the handler gives a `FileAnswer`, a `StoredFile` that is sent as it is read, or a `WrittenFile` that is made meanwhile. */
  file?: { types: readonly string[]; stored?: true; written?: true }
  /**
   * Answers with an ETag made of the resource's version, and honours If-Match; If-None-Match too, unless the resource
   * also tells what its version does not count (`partial`). `state`: the handler says the tag, and is told what If-None-Match
   * holds already.
   */
  etag?: boolean | 'partial' | 'state'
  /** The answer holds a secret: never cached, stored only encrypted for Idempotency-Key. */
  secret?: boolean
  /** `own`: the handler opens its transactions itself (hashing and other slow work stay outside). */
  transaction?: 'own' | 'snapshot'
  errors?: readonly ErrorCode[]
}

/** Describes an endpoint and keeps its exact types. */
export function endpoint<const E extends Endpoint>(description: E): E {
  return description
}

type Out<S> = S extends z.ZodType ? z.output<S> : undefined
type In<S> = S extends z.ZodType ? z.input<S> : undefined

/** What a handler receives. */
export type ParamsOf<E extends Endpoint> = Out<E['params']>
export type QueryOf<E extends Endpoint> = Out<E['query']>
export type BodyOf<E extends Endpoint> = Out<E['body']>
/** What a caller sends and gets. */
export type BodyInputOf<E extends Endpoint> = In<E['body']>
export type QueryInputOf<E extends Endpoint> = In<E['query']>
export type ParamsInputOf<E extends Endpoint> = In<E['params']>
export type ResponseOf<E extends Endpoint> = Out<E['response']>

/** A file of the store. It is sent as something to keep, never as a page of this address. */
export interface StoredFile {
  name: string
  type: string
  /** Null where nobody counted: it is sent whole then. */
  size: number | null
  /** What its bytes are told by; they never change. */
  tag: string
  /** Its bytes, or those from `start` to `end` (both included). Null when the store has lost them. */
  open(range?: ByteRange): Promise<ReadableStream<Uint8Array> | null>
}
export interface ByteRange { start: number; end: number }

/** A file that is made while it is sent, to be saved under its name. */
export interface WrittenFile {
  type: string
  name: string
  body: ReadableStream<Uint8Array>
}

/** A file that never changes under its address, where `immutable`. */
export interface FileAnswer {
  type: string
  bytes: Uint8Array<ArrayBuffer>
  immutable: boolean
}
