// The steps that several actions share: a team's row under lock, adding a member, changing fields.
import { LockMode } from '@mikro-orm/core'
import { events } from '../../../shared/index.ts'
import type { Permission } from '../../../shared/permissions.ts'
import { teamStream } from '../../../shared/streams.ts'
import type { Actor } from '../../kernel/actor.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { refreshRights } from '../../policy/access.ts'
import { authorize } from '../../policy/policy.ts'
import { lockRights } from '../../policy/rights-lock.ts'
import { Membership } from '../members/membership.entity.ts'
import { Team, TeamMember } from './team.entity.ts'
import { dependsOnTeam, tellOpened } from './team-inboxes.ts'

/** Locks a team for a change and asks the policy with the rights of that moment. Throws 404 or 403. */
export async function lockTeam(
  work: Work, teamId: string, permission: Permission,
): Promise<{ team: Team; actor: Actor }> {
  await lockRights(work, 'shared')
  const team = await work.em.findOne(Team, { id: teamId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
  const actor = await refreshRights(work.em, work.actor)
  if (!team) throw notFound()
  authorize(actor, permission, { teamId })
  return { team, actor }
}

export async function findTeamMember(work: Work, team: Team, memberId: string): Promise<TeamMember | null> {
  return work.em.findOne(TeamMember, { team: { id: team.id }, membership: { id: memberId } })
}

/** Makes a member belong to a locked team and tells them; nothing happens when they do already. */
export async function putInTeam(work: Work, team: Team, member: Membership): Promise<void> {
  if (await findTeamMember(work, team, member.id)) return
  work.em.create(TeamMember, { organizationId: work.organizationId, team, membership: member, createdAt: work.at })
  touch(work, team)
  await work.em.flush()
  work.append(
    teamStream(team.id), events.teamMemberAdded, { teamId: team.id, memberId: member.id, version: team.version },
  )
  if (dependsOnTeam(member)) tellOpened(work, team.id, [member])
}

/** Appoints the manager of a locked team, who then belongs to it. */
export async function appoint(work: Work, team: Team, manager: Membership): Promise<void> {
  await putInTeam(work, team, manager)
  const before = team.manager?.id ?? null
  if (before === manager.id) return
  team.manager = work.em.getReference(Membership, [work.organizationId, manager.id], { wrapped: true })
  touch(work, team)
  work.append(teamStream(team.id), events.teamUpdated, {
    teamId: team.id, version: team.version, changes: { managerId: [before, manager.id] },
  })
}

export function touch(work: Work, team: Team): void {
  team.version += 1
  team.updatedAt = work.at
}
