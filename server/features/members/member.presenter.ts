// A membership as the API shows it.
import type { Member } from '../../../shared/features/members.ts'
import type { Membership } from './membership.entity.ts'

export function presentMember(membership: Membership): Member {
  const { id, kind, name, email, role, status, timezone, picture, hoursPerWeek, version, createdAt, updatedAt } = membership
  return {
    id, kind, name, email: email ?? null, role, status, timezone: timezone ?? null, picture: picture ?? null, hoursPerWeek, version,
    createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString(),
  }
}
