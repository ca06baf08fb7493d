// What a handler of an endpoint is given.
import type { Context } from 'hono'
import type { BodyOf, Endpoint, FileAnswer, ParamsOf, QueryOf, ResponseOf, StoredFile, WrittenFile } from '../../shared/endpoint.ts'
import type { LetterLanguage } from '../../shared/features/letters.ts'
import type { Caller } from '../kernel/actor.ts'
import type { TaggedJson } from '../kernel/tagged-json.ts'
import type { Kernel } from '../kernel/transact.ts'
import type { Work } from '../kernel/work.ts'

export interface Input<E extends Endpoint> {
  params: ParamsOf<E>
  query: QueryOf<E>
  body: BodyOf<E>
  /** Body of endpoints with `rawBody`. */
  text: string
  /** Body of endpoints with `binaryBody`. */
  bytes: Uint8Array
  /** Body of endpoints with `streamBody`, unread. */
  stream: AsyncIterable<Uint8Array>
  /** If-Match as a version, when sent: the action refuses another with 412. */
  ifMatch: number | null
  /** Whether If-None-Match names the tag: who asks holds that state already. */
  isHeld: (tag: string) => boolean
}

/** For endpoints whose handler opens its own transactions. */
export interface Request {
  kernel: Kernel
  /** Null on public endpoints. */
  caller: Caller | null
  /** `digest` stands for a body that was a stream: the same Idempotency-Key with another one is refused. */
  transact<T>(action: (work: Work) => Promise<T>, options?: { digest?: string }): Promise<T>
  /** `snapshot` makes all its statements see one moment (RT17). */
  read<T>(action: (work: Work) => Promise<T>, options?: { snapshot?: boolean }): Promise<T>
  /** The sender's address and browser, for sessions and limits. */
  address: string
  userAgent: string
  /** The first of the languages that it asks for in which letters are written. */
  language: LetterLanguage | null
  /** Whether it said `Lockstep-Client: browser`: refresh tokens then travel as cookies only. */
  browser: boolean
  traceId: string
  http: Context
}

export type Handler<E extends Endpoint> = E['transaction'] extends 'own'
  ? (request: Request, input: Input<E>) => Promise<Answer<E>>
  : (work: Work, input: Input<E>) => Promise<Answer<E>>

type Answer<E extends Endpoint> = E['file'] extends { stored: true } ? StoredFile : E['file'] extends { written: true } ? WrittenFile : E['file'] extends object ? FileAnswer : E['etag'] extends 'state' ? TaggedJson<ResponseOf<E>> : E['response'] extends undefined ? void : ResponseOf<E> extends undefined ? void : ResponseOf<E>

/** An endpoint with its handler: what a feature's routes file lists. */
export interface Route {
  endpoint: Endpoint
  handler: (first: Request | Work, input: Input<Endpoint>) => Promise<unknown>
}

/** Binds a handler to an endpoint; types of both are checked against each other. */
export function route<const E extends Endpoint>(endpoint: E, handler: Handler<E>): Route {
  return { endpoint, handler: handler as unknown as Route['handler'] }
}
