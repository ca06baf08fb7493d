// Reads a bearer token: an access token of a session or an API token. Whether it is still good, each transaction asks
// the database.
import { readAccessToken } from '../kernel/access-token.ts'
import type { Caller } from '../kernel/actor.ts'
import { Problem } from '../kernel/errors.ts'
import { API_TOKEN_PREFIX, parseLocatorToken } from '../kernel/locator-token.ts'
import type { Secrets } from '../kernel/secrets.ts'

/** Who a token says it is; `expiresAt` in milliseconds since 1970, null for API tokens, whose row knows it. */
export type Authenticate = (token: string, traceId: string) => Promise<{ caller: Caller; expiresAt: number | null }>

/** Makes the reader of bearer tokens. What it refuses is one and the same 401. */
export function createAuthenticate({ secrets }: { secrets: Pick<Secrets, 'signing' | 'also'> }): Authenticate {
  return async (token, traceId) => {
    if (token.startsWith(API_TOKEN_PREFIX)) return { caller: tokenCaller(token, traceId), expiresAt: null }
    const { organizationId, expiresAt, ...ids } = await readAccessToken(secrets, token)
    return { caller: { organizationId, credential: { kind: 'session', ...ids }, traceId }, expiresAt }
  }
}

function tokenCaller(token: string, traceId: string): Caller {
  const parsed = parseLocatorToken(API_TOKEN_PREFIX, token)
  if (!parsed) throw new Problem('unauthenticated')
  return {
    organizationId: parsed.organizationId,
    credential: { kind: 'token', tokenId: parsed.id, hash: parsed.hash },
    traceId,
  }
}
