// Checks the people that a team is given.
import { invalidReference } from '../../kernel/errors.ts'
import { mayManageTeams } from '../../policy/policy.ts'
import type { Membership } from '../members/membership.entity.ts'
import { isActive } from './team-inboxes.ts'

/** The active member that a field names. Throws 422 with the field's pointer. */
export function activeMember(members: Map<string, Membership>, id: string, pointer: string): Membership {
  const member = members.get(id)
  if (!member || !isActive(member)) throw invalidReference(pointer, 'This is not an active member of the organization.')
  return member
}

/** The same, and fit to manage a team. */
export function fitManager(
  members: Map<string, Membership>, id: string, pointer = '/managerId', refusal = 'Only managers and admins can manage a team.',
): Membership {
  const member = activeMember(members, id, pointer)
  if (!mayManageTeams(member.role)) throw invalidReference(pointer, refusal)
  return member
}
