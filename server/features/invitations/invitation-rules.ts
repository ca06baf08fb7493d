// Who may be invited where, by whom.
import { mayInviteAs, type Role } from '../../../shared/permissions.ts'
import type { Actor } from '../../kernel/actor.ts'
import { conflict, forbidden, invalidReference } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize, authorizeRole } from '../../policy/policy.ts'
import { teamsReadableBy } from '../../policy/scopes.ts'
import { hasAccount } from '../members/has-account.ts'
import { Membership } from '../members/membership.entity.ts'
import { isActive } from '../teams/team-inboxes.ts'
import { Team } from '../teams/team.entity.ts'

/** Admins invite anybody, managers employees into teams that they manage. Throws 403, or 422 for a team not seen. */
export async function checkInvitation(work: Work, actor: Actor, role: Role, teamIds: string[]): Promise<void> {
  authorizeRole(actor, 'invitation.create')
  if (!mayInviteAs(actor.role, role)) throw forbidden('Managers invite employees only; admins may invite any role.')
  const teams = await work.em.find(
    Team, { $and: [{ id: { $in: teamIds } }, teamsReadableBy(actor)] }, { fields: ['id'] },
  )
  const known = new Set(teams.map(({ id }) => id))
  teamIds.forEach((id, index) => {
    if (!known.has(id)) throw invalidReference(`/teamIds/${index}`, 'This is not a team that you can see.')
  })
  if (teamIds.length === 0) authorize(actor, 'invitation.create')
  for (const teamId of teamIds) authorize(actor, 'invitation.create', { teamId })
}

/** Throws 409 when the address belongs to a member, active or not. One without an account is invited to have it. */
export async function refuseMembers(work: Work, email: string): Promise<void> {
  const member = await work.em.findOne(Membership, { email })
  if (!member || !hasAccount(member)) return
  throw conflict('already_member', isActive(member)
    ? 'The person is a member already.'
    : 'The person was a member and is deactivated. An admin can reactivate them instead.', { memberId: member.id })
}
