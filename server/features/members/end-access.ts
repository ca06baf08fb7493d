// Ends every session and API token of a member: they stay ended if the member is reactivated.
import { events } from '../../../shared/index.ts'
import { inboxStream } from '../../../shared/streams.ts'
import type { Work } from '../../kernel/work.ts'
import { ApiToken } from '../tokens/api-token.entity.ts'
import type { Membership } from './membership.entity.ts'

export async function endAccess(work: Work, member: Membership): Promise<void> {
  await work.asSystem((sql) => sql(
    `update sessions set ended_at = $3::timestamptz
     where organization_id = $1::uuid and membership_id = $2::uuid and ended_at is null`,
    [work.organizationId, member.id, work.at.toISOString()]))
  const tokens = await work.em.find(ApiToken, { membership: { id: member.id }, revokedAt: null })
  for (const token of tokens) {
    token.revokedAt = work.at
    work.append(inboxStream(member.id), events.tokenRevoked, { tokenId: token.id, membershipId: member.id })
  }
}
