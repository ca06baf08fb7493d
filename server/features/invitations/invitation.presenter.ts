// An invitation as the API shows it, without its token.
import type { Invitation as InvitationResource } from '../../../shared/features/invitations.ts'
import type { Invitation } from './invitation.entity.ts'

export function presentInvitation(invitation: Invitation, teamIds: string[], at: Date): InvitationResource {
  const { id, email, role, invitedBy, expiresAt, createdAt } = invitation
  return {
    id, email, role, teamIds, status: statusOf(invitation, at), invitedById: invitedBy.id,
    expiresAt: expiresAt.toISOString(), createdAt: createdAt.toISOString(),
  }
}

/** Only a pending invitation can be accepted or withdrawn. */
export function statusOf({ acceptedAt, revokedAt, expiresAt }: Invitation, at: Date): InvitationResource['status'] {
  if (acceptedAt) return 'accepted'
  if (revokedAt) return 'revoked'
  return expiresAt <= at ? 'expired' : 'pending'
}
