// Whether somebody is the last who may change members: the server refuses to take that away, so it is said before.
import type { Member } from '../../../shared/features/members.ts'
import { can } from '../../../shared/permissions.ts'

const isGoverning = ({ id, role, status }: Member) =>
  status === 'active' && can({ membershipId: id, role, teams: {} }, 'member.update')

export const isOnlyAdmin = (member: Member, members: readonly Member[]): boolean =>
  isGoverning(member) && !members.some((other) => other.id !== member.id && isGoverning(other))
