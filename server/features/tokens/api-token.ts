// Issues API tokens. The text is answered once; only its hash is kept.
import type { ApiToken as ApiTokenResource } from '../../../shared/features/tokens.ts'
import { events } from '../../../shared/index.ts'
import type { Scope } from '../../../shared/permissions.ts'
import { inboxStream } from '../../../shared/streams.ts'
import { API_TOKEN_PREFIX, makeLocatorToken } from '../../kernel/locator-token.ts'
import { newId } from '../../kernel/tenancy.ts'
import type { Work } from '../../kernel/work.ts'
import type { Membership } from '../members/membership.entity.ts'
import { ApiToken } from './api-token.entity.ts'

interface NewToken {
  name: string
  scopes: Scope[]
  expiresAt: Date | null
}

/**
 * Adds a token for the membership and tells its inbox. `token` is the secret text, `apiToken` what may be shown
 * again.
 */
export function issueToken(
  work: Work,
  membership: Membership,
  { name, scopes, expiresAt }: NewToken,
): { apiToken: ApiTokenResource; token: string } {
  const id = newId()
  const { token, hash } = makeLocatorToken(API_TOKEN_PREFIX, work.organizationId, id)
  const row = work.em.create(ApiToken, {
    organizationId: work.organizationId,
    id,
    membership,
    name,
    hash,
    scopes: [...new Set(scopes)],
    expiresAt,
    lastUsedAt: null,
    revokedAt: null,
    createdAt: work.at,
  })
  work.em.persist(row)
  const apiToken = presentToken(row)
  work.append(inboxStream(membership.id), events.tokenCreated, { token: apiToken })
  return { apiToken, token }
}

/** A token without its secret. */
export function presentToken({
  id,
  name,
  scopes,
  membership,
  expiresAt,
  lastUsedAt,
  createdAt,
}: ApiToken): ApiTokenResource {
  return {
    id,
    name,
    scopes,
    membershipId: membership.id,
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  }
}
