// The letter to whoever forgot their password, if there is such an account.
import type { LetterLanguage } from '../../../shared/features/letters.ts'
import type { Config } from '../../config.ts'
import { query } from '../../kernel/database.ts'
import type { JobHandlers } from '../../kernel/jobs.ts'
import { systemCaller, type Kernel } from '../../kernel/transact.ts'
import type { Work } from '../../kernel/work.ts'
import { withSystemSql } from '../auth/system-sql.ts'
import { findUserByEmail, membershipsOf } from '../auth/users.queries.ts'
import { outgoingOf } from '../mail/outgoing.ts'
import { Membership } from '../members/membership.entity.ts'
import { holdAccount } from './account-of-one.ts'
import { offerReset } from './offer-reset.ts'
import { resetMail } from './reset-mail.ts'

const GOOD_FOR_HOURS = 1
/** In an hour, so that nobody's mailbox is filled by others. */
const MOST_LETTERS = 3
const HOUR_MS = 60 * 60 * 1000

/** The handler of `passwords.reset`: nothing for an address without an account, or without an organization to sign in to. */
export function mailPasswordReset({ kernel, config }: { kernel: Kernel; config: Config }): JobHandlers['passwords.reset'] {
  const { origin, mail } = outgoingOf(config)
  return async ({ email, language }) => {
    const place = mail ? await whereToSignIn(kernel, email) : undefined
    if (place) await kernel.transact(systemCaller(place.organizationId), (work) => mailLink(work, place.id, origin, language))
  }
}

async function whereToSignIn(kernel: Kernel, email: string) {
  return withSystemSql(kernel, async (sql) => {
    const user = await findUserByEmail(sql, email)
    const memberships = user ? await membershipsOf(sql, user.id) : []
    const active = memberships.filter(({ status }) => status === 'active')
    return active.find(({ organizationId }) => organizationId === user?.lastOrganizationId) ?? active[0]
  })
}

async function mailLink(work: Work, memberId: string, origin: string, language: LetterLanguage | null): Promise<void> {
  const member = await work.em.findOne(Membership, { id: memberId, status: 'active' })
  if (!member?.email || !member.userId) return
  // Counted one after the other, on all nodes, and no link is made while the password changes.
  await holdAccount(work, member.userId)
  if (await askedLately(work, memberId) >= MOST_LETTERS) return
  const { url } = offerReset(work, origin, { memberId, madeById: null, hours: GOOD_FOR_HOURS })
  await work.enqueue('mail.send', resetMail(language, { to: member.email, name: member.name, url, hours: GOOD_FOR_HOURS, from: null }))
}

async function askedLately(work: Work, memberId: string): Promise<number> {
  const [row] = await query<{ count: number }>(
    work.em, `select count(*)::int as count from password_resets
      where organization_id = $1::uuid and member_id = $2::uuid and made_by_id is null and created_at > $3::timestamptz`,
    [work.organizationId, memberId, new Date(work.at.getTime() - HOUR_MS).toISOString()],
  )
  return row!.count
}
