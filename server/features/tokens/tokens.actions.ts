// Making, listing and revoking API tokens: one's own, and for admins those of bots.
import { z } from 'zod'
import type { QueryOf } from '../../../shared/endpoint.ts'
import type { ApiToken as ApiTokenResource, tokenEndpoints, tokenInput } from '../../../shared/features/tokens.ts'
import { events } from '../../../shared/index.ts'
import { inboxStream } from '../../../shared/streams.ts'
import { forbidden, invalid, invalidReference, notFound } from '../../kernel/errors.ts'
import { decodeCursor, page } from '../../kernel/pages.ts'
import type { Work } from '../../kernel/work.ts'
import { refreshRights } from '../../policy/access.ts'
import { authorize, can } from '../../policy/policy.ts'
import { lockRights } from '../../policy/rights-lock.ts'
import { Membership } from '../members/membership.entity.ts'
import { issueToken, presentToken } from './api-token.ts'
import { ApiToken } from './api-token.entity.ts'

type TokenInput = z.output<typeof tokenInput>
type ListQuery = QueryOf<typeof tokenEndpoints.listTokens>

/** One's own tokens that were not revoked, the newest first; for whoever may make bots also theirs. */
export async function listTokens({ em, actor }: Work, { limit, cursor }: ListQuery) {
  const owners = can(actor, 'bot.create')
    ? { $or: [{ membership: { id: actor.membershipId } }, { membership: { kind: 'bot' as const } }] }
    : { membership: { id: actor.membershipId } }
  const before = decodeCursor(cursor, z.tuple([z.uuid()]))
  const place = before ? { id: { $lt: before[0] } } : {}
  const tokens = await em.find(
    ApiToken, { $and: [{ revokedAt: null }, owners, place] }, { orderBy: { id: 'desc' }, limit: limit + 1 },
  )
  return page(tokens, limit, presentToken, ({ id }) => [id])
}

/** Makes a token. Throws 403 for other people's memberships, 422 for one that is none or an expiry in the past. */
export async function createToken(work: Work, input: TokenInput): Promise<ApiTokenResource & { token: string }> {
  const expiresAt = input.expiresAt ? new Date(input.expiresAt) : null
  if (expiresAt && expiresAt <= work.at) throw invalid('/expiresAt', 'This moment has passed.')
  // Whoever deactivates the member ends their tokens: this one is among them, or is never made.
  await lockRights(work, 'shared')
  const actor = await refreshRights(work.em, work.actor)
  const owner = await ownerOf(work.em, actor, input.membershipId ?? work.actor.membershipId)
  const { apiToken, token } = issueToken(work, owner, { name: input.name, scopes: input.scopes, expiresAt })
  return { ...apiToken, token }
}

async function ownerOf(em: Work['em'], actor: Work['actor'], membershipId: string): Promise<Membership> {
  const owner = await em.findOne(Membership, { id: membershipId })
  if (!owner) throw invalidReference('/membershipId', 'There is no such member.')
  authorizeFor(actor, owner)
  return owner
}

function authorizeFor(actor: Work['actor'], owner: Membership): void {
  if (owner.kind === 'bot') authorize(actor, 'bot.create')
  else if (!can(actor, 'token.manage', { createdById: owner.id })) throw forbidden('People make their own tokens.')
}

/** Revokes a token; its next request and its sockets end. Throws 404 for tokens that one may not list. */
export async function revokeToken(work: Work, tokenId: string): Promise<void> {
  const token = await work.em.findOne(ApiToken, { id: tokenId, revokedAt: null }, { populate: ['membership'] })
  if (!token) throw notFound()
  const owner = token.membership.$
  if (!can(work.actor, owner.kind === 'bot' ? 'bot.create' : 'token.manage', { createdById: owner.id }))
    throw notFound()
  token.revokedAt = work.at
  work.append(inboxStream(owner.id), events.tokenRevoked, { tokenId, membershipId: owner.id })
}
