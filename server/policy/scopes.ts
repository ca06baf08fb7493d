// What may be read, as query conditions: the same answers as `can(actor, '...read')`, for lists.
import type { Actor } from '../kernel/actor.ts'
import { can, readableTeams } from './policy.ts'

/** Condition on Team for the teams that the actor may read. */
export function teamsReadableBy(actor: Actor) {
  const teams = readableTeams(actor)
  return teams === null ? {} : { id: { $in: [...teams] } }
}

/** Condition on Project (or anything with a `team`). */
export function ofTeamsReadableBy(actor: Actor) {
  const teams = readableTeams(actor)
  return teams === null ? {} : { team: { id: { $in: [...teams] } } }
}

/** Condition on Membership for those who see every team and govern the organization. */
export const activeAdmins = { role: 'admin', status: 'active' } as const
/** The same for statements on memberships. */
export const activeAdminsSql = `role = '${activeAdmins.role}' and status = '${activeAdmins.status}'`

/** Condition on Invitation for those that the actor may see; asks for `invitation.read`. */
export function invitationsReadableBy(actor: Actor) {
  return can(actor, 'invitation.read') ? {} : { invitedBy: { id: actor.membershipId } }
}
