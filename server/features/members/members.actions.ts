// What changes members: role, status, bots.
import { LockMode } from '@mikro-orm/core'
import type { BodyOf } from '../../../shared/endpoint.ts'
import type { Member, memberEndpoints } from '../../../shared/features/members.ts'
import { isFormerMember } from '../../../shared/former-member.ts'
import { events } from '../../../shared/index.ts'
import { scopes } from '../../../shared/permissions.ts'
import { organizationStream } from '../../../shared/streams.ts'
import { changesBetween, checkVersion, isEmpty } from '../../kernel/changes.ts'
import { conflict, invalidReference, notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { refreshRights } from '../../policy/access.ts'
import { authorize } from '../../policy/policy.ts'
import { lockRights } from '../../policy/rights-lock.ts'
import { leaveHeadships } from '../departments/department-heads.ts'
import { Team } from '../teams/team.entity.ts'
import { isActive } from '../teams/team-inboxes.ts'
import { issueToken } from '../tokens/api-token.ts'
import { changeAccess, readableTeamIds } from './access-changes.ts'
import { endAccess } from './end-access.ts'
import { handOverTeams } from './hand-over.ts'
import { hasAccount } from './has-account.ts'
import { welcomeMember } from './joining.ts'
import { keepAnAdmin } from './keep-an-admin.ts'
import { presentMember } from './member.presenter.ts'
import { Membership } from './membership.entity.ts'

type MemberPatch = BodyOf<typeof memberEndpoints.updateMember>
type BotInput = BodyOf<typeof memberEndpoints.createBot>

/** Changes role or status. Teams that the member can no longer manage pass to an admin, departments are without a head; leaving ends all sessions. */
export async function updateMember(
  work: Work, memberId: string, patch: MemberPatch, ifMatch: number | null,
): Promise<Member> {
  await lockRights(work, 'exclusive')
  const actor = await refreshRights(work.em, work.actor)
  authorize(actor, 'member.update')
  const member = await work.em.findOne(Membership, { id: memberId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
  if (!member) throw notFound()
  checkVersion(presentMember(member), ifMatch)
  const changes = changesBetween({ role: member.role, status: member.status }, patch)
  if (isEmpty(changes)) return presentMember(member)
  if (patch.status === 'active' && isFormerMember(presentMember(member))) throw conflict('conflict', 'They were erased, and nobody knows any more who they were.')
  if (patch.status === 'active' && !hasAccount(member)) throw conflict('conflict', 'They have no account here yet: invite them by their e-mail address.')
  const before = await readableTeamIds(work, member)
  work.em.assign(member, {
    role: patch.role ?? member.role, status: patch.status ?? member.status, version: member.version + 1,
    updatedAt: work.at,
  })
  await keepAnAdmin(work, member)
  await work.em.flush()
  work.append(
    organizationStream(work.organizationId), events.memberUpdated, { memberId, version: member.version, changes },
  )
  await handOverTeams(work, actor, member)
  await leaveHeadships(work, member)
  await changeAccess(work, member, before, await readableTeamIds(work, member))
  if (!isActive(member)) await endAccess(work, member)
  return presentMember(member)
}

/** Makes a bot in teams, with a token for everything that its role may do. */
export async function createBot(
  work: Work, { name, role, teamIds }: BotInput,
): Promise<{ membership: Member; token: string }> {
  await lockRights(work, 'exclusive')
  authorize(await refreshRights(work.em, work.actor), 'bot.create')
  await checkTeams(work, teamIds)
  const bot = work.em.create(Membership, {
    organizationId: work.organizationId, userId: null, kind: 'bot', name, email: null, role, status: 'active',
    version: 1, createdAt: work.at, updatedAt: work.at,
  })
  await welcomeMember(work, bot, teamIds)
  const { token } = issueToken(work, bot, { name, scopes: [...scopes], expiresAt: null })
  return { membership: presentMember(bot), token }
}

async function checkTeams(work: Work, teamIds: string[]): Promise<void> {
  const teams = await work.em.find(Team, { id: { $in: teamIds } }, { fields: ['id'] })
  const known = new Set(teams.map(({ id }) => id))
  teamIds.forEach((id, index) => {
    if (!known.has(id)) throw invalidReference(`/teamIds/${index}`, 'This is not a team of the organization.')
  })
}
