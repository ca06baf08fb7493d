// Tells admins and the inviter about an invitation.
import type { Invitation as InvitationResource } from '../../../shared/features/invitations.ts'
import { events } from '../../../shared/index.ts'
import { inboxStream } from '../../../shared/streams.ts'
import type { Work } from '../../kernel/work.ts'
import { findActiveAdmins } from '../members/members.queries.ts'

export async function tellInvitation(
  work: Work, what: 'created' | 'updated', invitation: InvitationResource,
): Promise<void> {
  const admins = await findActiveAdmins(work.em)
  const description = what === 'created' ? events.invitationCreated : events.invitationUpdated
  const concerned = new Set([...admins.map(({ id }) => id), invitation.invitedById])
  for (const id of concerned) work.append(inboxStream(id), description, { invitation })
}
