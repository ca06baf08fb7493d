// What changes invitations before they are accepted.
import { LockMode } from '@mikro-orm/core'
import type { BodyOf } from '../../../shared/endpoint.ts'
import type { Invitation as InvitationResource, invitationEndpoints } from '../../../shared/features/invitations.ts'
import { conflict, notFound } from '../../kernel/errors.ts'
import { newId } from '../../kernel/tenancy.ts'
import type { Work } from '../../kernel/work.ts'
import { refreshRights } from '../../policy/access.ts'
import { authorizeRole, can } from '../../policy/policy.ts'
import { lockRights } from '../../policy/rights-lock.ts'
import { invitationsReadableBy } from '../../policy/scopes.ts'
import type { Outgoing } from '../mail/outgoing.ts'
import { Membership } from '../members/membership.entity.ts'
import { Organization } from '../organizations/organization.entity.ts'
import { Team } from '../teams/team.entity.ts'
import { tellInvitation } from './invitation-inboxes.ts'
import { invitationMail } from './invitation-mail.ts'
import { checkInvitation, refuseMembers } from './invitation-rules.ts'
import { makeInvitationToken } from './invitation-token.ts'
import { Invitation, InvitationTeam } from './invitation.entity.ts'
import { presentInvitation, statusOf } from './invitation.presenter.ts'
import { readInvitedTeamIds } from './invitations.queries.ts'

const VALID_DAYS = 7
const DAY_MS = 24 * 60 * 60 * 1000

type InvitationInput = BodyOf<typeof invitationEndpoints.createInvitation>

/** Invites a person; a pending invitation of the same address is replaced. Token and address are in the answer only. */
export async function createInvitation(work: Work, input: InvitationInput, outgoing: Outgoing) {
  // Two invitations of one address at once must see each other.
  await lockRights(work, 'exclusive')
  const actor = await refreshRights(work.em, work.actor)
  const teamIds = [...new Set(input.teamIds)].sort()
  await checkInvitation(work, actor, input.role, input.teamIds)
  await refuseMembers(work, input.email)
  await replacePending(work, input.email)
  const id = newId()
  const { token, hash } = makeInvitationToken(work.organizationId, id)
  const invitation = work.em.create(Invitation, {
    organizationId: work.organizationId, id, email: input.email, role: input.role, tokenHash: hash,
    acceptedAt: null, revokedAt: null,
    invitedBy: work.em.getReference(Membership, [work.organizationId, actor.membershipId]),
    expiresAt: new Date(work.at.getTime() + VALID_DAYS * DAY_MS), createdAt: work.at,
  })
  for (const teamId of teamIds) {
    work.em.create(InvitationTeam, {
      organizationId: work.organizationId, invitation, team: work.em.getReference(Team, [work.organizationId, teamId]),
    })
  }
  await work.em.flush()
  const made = presentInvitation(invitation, teamIds, work.at)
  await tellInvitation(work, 'created', made)
  const url = `${outgoing.origin}/invitations/${token}`
  if (outgoing.mail) await mailTo(work, made, url)
  return { ...made, token, url }
}

async function mailTo(work: Work, invitation: InvitationResource, url: string): Promise<void> {
  const { name } = await work.em.findOneOrFail(Organization, { id: work.organizationId })
  const { email, expiresAt } = invitation
  const letter = invitationMail({ to: email, inviter: work.actor.name, organization: name, url, expiresAt })
  await work.enqueue('mail.send', letter)
}

/** Withdraws the pending invitations of an address. Throws 409 for one that the actor may not withdraw. */
async function replacePending(work: Work, email: string): Promise<void> {
  const pending = await work.em.find(
    Invitation, { email, acceptedAt: null, revokedAt: null, expiresAt: { $gt: work.at } },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  )
  for (const invitation of pending) {
    if (!can(work.actor, 'invitation.revoke', { createdById: invitation.invitedBy.id })) {
      throw conflict('conflict', 'Somebody else has invited this person already.')
    }
    await withdraw(work, invitation)
  }
}

/** Withdraws an invitation: its token is worth nothing from then on. Throws 409 unless it is pending. */
export async function revokeInvitation(work: Work, invitationId: string): Promise<void> {
  authorizeRole(work.actor, 'invitation.revoke')
  const invitation = await work.em.findOne(
    Invitation, { $and: [{ id: invitationId }, invitationsReadableBy(work.actor)] },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  )
  if (!invitation) throw notFound()
  const status = statusOf(invitation, work.at)
  if (status !== 'pending') throw conflict('invitation_spent', `This invitation is ${status} already.`)
  await withdraw(work, invitation)
}

async function withdraw(work: Work, invitation: Invitation): Promise<void> {
  invitation.revokedAt = work.at
  const teams = await readInvitedTeamIds(work.em, [invitation])
  await tellInvitation(work, 'updated', presentInvitation(invitation, teams.get(invitation.id) ?? [], work.at))
}
