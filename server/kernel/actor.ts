// Who is asking: what a token proves (caller), and who that is in the organization right now (actor).
import type { Actor as PolicyActor, Scope } from '../../shared/permissions.ts'

/** What the token proves, before the database was asked. Nothing of it is a right. */
export interface Caller {
  readonly organizationId: string
  readonly credential:
    | { kind: 'session'; sessionId: string; userId: string; membershipId: string }
    | { kind: 'token'; tokenId: string; hash: string }
    | { kind: 'system' }
  readonly traceId: string
  readonly idempotency?: Idempotency
}

/** A request's Idempotency-Key; `fingerprint` tells whether a repetition is the same request. */
export interface Idempotency {
  readonly key: string
  readonly fingerprint: string
  /** The stored answer is encrypted, since it holds a secret. */
  readonly secret: boolean
}

/** The caller as the database knows them in this very transaction. */
export interface Actor extends PolicyActor {
  readonly organizationId: string
  readonly departments: readonly string[]
  readonly userId: string | null
  readonly name: string
  readonly kind: 'person' | 'bot'
  /** What the API token allows; null for sessions, which may do all that the role may. */
  readonly scopes: readonly Scope[] | null
  readonly sessionId: string | null
  readonly tokenId: string | null
}
