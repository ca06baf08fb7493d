// What the signed-in member may do in the places that several screens ask about.
import type { Stores } from '../client.svelte.ts'
import type { Team } from '../../shared/features/teams.ts'
import type { Permission } from '../../shared/permissions.ts'

/** The teams in which the member has the permission. */
export function teamsWith({ organizations, session }: Stores, permission: Permission): Team[] {
  return organizations.teams.filter((team) => session.can(permission, organizations.subject(team.id)))
}

/** Whether the member may invite at all: everywhere, or into a team. */
export function mayInvite(stores: Stores): boolean {
  return stores.session.can('invitation.create') || teamsWith(stores, 'invitation.create').length > 0
}
