// An admin makes a link for a member who forgot their password. The organization is told, so that nobody does it in silence.
import type { ResponseOf } from '../../../shared/endpoint.ts'
import type { passwordResetEndpoints } from '../../../shared/features/password-resets.ts'
import { events } from '../../../shared/index.ts'
import { organizationStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import { conflict, notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { refreshRights } from '../../policy/access.ts'
import { authorize } from '../../policy/policy.ts'
import { lockRights } from '../../policy/rights-lock.ts'
import { settingsOf } from '../letters/settings.queries.ts'
import type { Outgoing } from '../mail/outgoing.ts'
import { Membership } from '../members/membership.entity.ts'
import { Organization } from '../organizations/organization.entity.ts'
import { isOnlyHere } from './account-of-one.ts'
import { offerReset } from './offer-reset.ts'
import { resetMail } from './reset-mail.ts'

const GOOD_FOR_HOURS = 24

type Created = ResponseOf<typeof passwordResetEndpoints.createPasswordReset>

/** Makes the link and, where mail is sent, mails it too. Throws 403, 404, or 409 reset_refused with the reason. */
export async function createPasswordReset(work: Work, memberId: string, outgoing: Outgoing): Promise<Created> {
  await lockRights(work, 'shared')
  const actor = await refreshRights(work.em, work.actor)
  authorize(actor, 'member.reset_password')
  const member = await work.em.findOne(Membership, { id: memberId })
  if (!member) throw notFound()
  await refuse(work, member, outgoing)
  await query(work.em, 'delete from password_resets where organization_id = $1::uuid and member_id = $2::uuid and made_by_id is not null', [work.organizationId, memberId])
  const { token, url, expiresAt } = offerReset(work, outgoing.origin, { memberId, madeById: actor.membershipId, hours: GOOD_FOR_HOURS })
  work.append(organizationStream(work.organizationId), events.memberPasswordReset, { memberId, state: 'offered' })
  if (outgoing.mail) await mailTo(work, member, url)
  return { memberId, token, url, expiresAt: expiresAt.toISOString(), mailed: outgoing.mail }
}

async function refuse(work: Work, member: Membership, { mail }: Outgoing): Promise<void> {
  if (member.id === work.actor.membershipId) throw refused('Change your own password in your profile.')
  if (member.kind === 'bot') throw refused('A bot has no password: make it a new token.')
  if (!member.userId) throw refused('The person has no account yet: invite them.')
  if (member.status !== 'active') throw refused('The person is deactivated: reactivate them first.')
  if (!(await isOnlyHere(work, member.userId)))
    throw refused(`The account is not this organization's alone. ${mail ? 'Its owner can ask for a link by mail where one signs in.' : 'Whoever runs this installation can let it send mail: then its owner asks for a link where one signs in.'}`)
}

const refused = (detail: string) => conflict('reset_refused', detail)

async function mailTo(work: Work, { id, email, name }: Membership, url: string): Promise<void> {
  const organization = await work.em.findOneOrFail(Organization, { id: work.organizationId })
  const { language } = await settingsOf(work, id)
  const letter = resetMail(language, { to: email!, name, url, hours: GOOD_FOR_HOURS, from: `${work.actor.name} (${organization.name})` })
  await work.enqueue('mail.send', letter)
}
