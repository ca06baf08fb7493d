// Whoever accepts an invitation to the address of a member without an account takes that place: what an archive says of them is theirs.
import type { Role } from '../../../shared/permissions.ts'
import { events } from '../../../shared/index.ts'
import { organizationStream } from '../../../shared/streams.ts'
import { changesBetween } from '../../kernel/changes.ts'
import type { Work } from '../../kernel/work.ts'
import { leaveHeadships } from '../departments/department-heads.ts'
import { Team } from '../teams/team.entity.ts'
import { putInTeam } from '../teams/team-membership.ts'
import { changeAccess, readableTeamIds } from './access-changes.ts'
import { handOverTeams } from './hand-over.ts'
import { presentMember } from './member.presenter.ts'
import type { Membership } from './membership.entity.ts'

interface Newcomer { user: { id: string; name: string; timezone: string; picture: string | null }; role: Role; teamIds: readonly string[] }

/** With the role of the invitation: what that cannot run passes to an admin. The caller holds the exclusive lock on rights. */
export async function takePlace(work: Work, member: Membership, { user, role, teamIds }: Newcomer): Promise<Membership> {
  const { name, timezone, picture } = user
  const before = presentMember(member)
  work.em.assign(member, { userId: user.id, name, timezone, picture, role, status: 'active', version: member.version + 1, updatedAt: work.at })
  await work.em.flush()
  work.signAs(member)
  const { name: called, timezone: zone, picture: seen } = presentMember(member)
  const changes = changesBetween({ name: before.name, role: before.role, status: before.status, timezone: before.timezone, picture: before.picture }, { name: called, role, status: 'active', timezone: zone, picture: seen })
  work.append(organizationStream(work.organizationId), events.memberUpdated, { memberId: member.id, version: member.version, changes })
  await handOverTeams(work, work.actor, member)
  await leaveHeadships(work, member)
  await work.em.flush()
  await changeAccess(work, member, new Set(), await readableTeamIds(work, member))
  for (const teamId of [...new Set(teamIds)].sort()) {
    const team = await work.em.findOne(Team, { id: teamId })
    if (team) await putInTeam(work, team, member)
  }
  await work.em.flush()
  return member
}
