// Tells members that they may or may no longer read a team (RT1); what their clients then load or drop.
import { events } from '../../../shared/index.ts'
import { inboxStream } from '../../../shared/streams.ts'
import type { Work } from '../../kernel/work.ts'
import { seesEveryTeam } from '../../policy/policy.ts'
import { readHeadings } from '../departments/headings.queries.ts'
import { findActiveAdmins, findMembers } from '../members/members.queries.ts'
import type { Membership } from '../members/membership.entity.ts'
import { dropTimers } from '../time/drop-timers.ts'

/** All who can read a team with these members: the active ones, the heads of departments above, and the admins. */
export async function readersOf(work: Work, teamId: string, memberIds: string[]): Promise<Membership[]> {
  const heads = await readHeadings(work.em, work.organizationId, teamId)
  const members = await findMembers(work.em, [...memberIds, ...heads.keys()])
  for (const admin of await findActiveAdmins(work.em)) members.set(admin.id, admin)
  return [...members.values()].filter(isActive)
}

export function tellOpened(work: Work, teamId: string, members: Membership[]): void {
  for (const { id } of members) work.append(inboxStream(id), events.teamOpened, { teamId })
}

/** Their timers there end too. */
export async function closeTo(work: Work, teamId: string, members: Membership[]): Promise<void> {
  await dropTimers(work, members.map(({ id }) => id), [teamId])
  for (const { id } of members) work.append(inboxStream(id), events.teamClosed, { teamId })
}

export const isActive = ({ status }: Membership): boolean => status === 'active'

/** Whether being in a team or not decides what they may read of it. */
export const dependsOnTeam = (member: Membership): boolean => isActive(member) && !seesEveryTeam(member.role)
