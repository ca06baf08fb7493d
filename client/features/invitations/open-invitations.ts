// The invitations that somebody may still wait for. Pure.
import type { Invitation } from '../../../shared/features/invitations.ts'
import type { Member } from '../../../shared/features/members.ts'

/** Those that wait, and of each address the newest expired one, unless the person came or was invited anew. */
export function openInvitations(invitations: readonly Invitation[], members: readonly Member[]): Invitation[] {
  const settled = new Set(members.map(({ email }) => email))
  return invitations.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1)).filter(({ status, email }) => {
    if (settled.has(email) || (status !== 'pending' && status !== 'expired')) return false
    settled.add(email)
    return true
  })
}
