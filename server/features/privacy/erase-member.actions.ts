// Erases a person from an organization: what tells who they were goes, what they worked stays under the name of nobody.
import { LockMode } from '@mikro-orm/core'
import { USUAL_HOURS_PER_WEEK } from '../../../shared/features/members.ts'
import { events } from '../../../shared/index.ts'
import { FORMER_MEMBER, isFormerMember } from '../../../shared/former-member.ts'
import { organizationStream } from '../../../shared/streams.ts'
import { conflict, notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { refreshRights } from '../../policy/access.ts'
import { authorize } from '../../policy/policy.ts'
import { lockRights } from '../../policy/rights-lock.ts'
import { leaveHeadships } from '../departments/department-heads.ts'
import { changeAccess, readableTeamIds } from '../members/access-changes.ts'
import { handOverTeams } from '../members/hand-over.ts'
import { keepAnAdmin } from '../members/keep-an-admin.ts'
import { presentMember } from '../members/member.presenter.ts'
import { Membership } from '../members/membership.entity.ts'
import { leaveTeams } from '../teams/leave-teams.ts'
import { dropAccounts } from './lone-accounts.ts'
import { deletePersonalRows } from './personal-rows.ts'

/** An admin erases somebody, who may be themselves. Throws 404, 409 for a bot and for the last active admin. */
export async function eraseMember(work: Work, memberId: string): Promise<void> {
  await lockRights(work, 'exclusive')
  authorize(await refreshRights(work.em, work.actor), 'member.erase')
  const member = await lockMember(work, memberId)
  if (!member) throw notFound()
  if (member.kind === 'bot') throw conflict('conflict', 'A bot is no person: deactivate it instead.')
  await erase(work, member)
}

/** A person erases themselves: in this transaction's organization. Nothing happens where they were erased before. */
export async function eraseOneself(work: Work, memberId: string): Promise<void> {
  await lockRights(work, 'exclusive')
  const member = await lockMember(work, memberId)
  if (!member) return
  await erase(work, member)
}

const lockMember = (work: Work, id: string) => work.em.findOne(Membership, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })

/** Their sockets close by the event (RT19); what they told before is rewritten by a job, and again later by another. */
async function erase(work: Work, member: Membership): Promise<void> {
  if (isFormerMember(presentMember(member))) return
  const { userId, email } = member
  const teamIds = await readableTeamIds(work, member)
  const isOneself = work.actor.membershipId === member.id || work.actor.membershipId === ''
  work.em.assign(member, {
    userId: null, name: FORMER_MEMBER, email: null, timezone: null, picture: null, role: 'employee', hoursPerWeek: USUAL_HOURS_PER_WEEK, status: 'deactivated', version: member.version + 1, updatedAt: work.at,
    unredactedSince: work.at,
  })
  if (isOneself) work.signAs(member)
  await keepAnAdmin(work, member)
  await work.em.flush()
  work.append(organizationStream(work.organizationId), events.memberErased, { member: presentMember(member) })
  await handOverTeams(work, work.actor, member)
  await leaveHeadships(work, member)
  await leaveTeams(work, member)
  await changeAccess(work, member, teamIds, new Set())
  await deletePersonalRows(work, member.id, email)
  await work.asSystem(async (sql) => {
    await sql('delete from sessions where organization_id = $1::uuid and membership_id = $2::uuid', [work.organizationId, member.id])
    if (userId) await dropAccounts(sql, work.organizationId, [userId])
  })
  await work.enqueue('members.redact', { organizationId: work.organizationId, memberId: member.id })
}
