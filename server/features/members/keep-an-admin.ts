// An organization is never without an active admin.
import { conflict } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { governs } from '../../policy/policy.ts'
import { isActive } from '../teams/team-inboxes.ts'
import { findActiveAdmins } from './members.queries.ts'
import type { Membership } from './membership.entity.ts'

/** Throws 409 when the change leaves the organization without an active admin; the lock on rights keeps that true. */
export async function keepAnAdmin(work: Work, member: Membership): Promise<void> {
  if (isActive(member) && governs(member.role)) return
  const others = (await findActiveAdmins(work.em)).filter(({ id }) => id !== member.id)
  if (others.length > 0) return
  throw conflict('last_admin', 'This is the last active admin. Make somebody else admin first.')
}
