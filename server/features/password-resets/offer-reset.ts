// Makes a link: its row and its token, which nothing keeps.
import { newId } from '../../kernel/tenancy.ts'
import type { Work } from '../../kernel/work.ts'
import { Membership } from '../members/membership.entity.ts'
import { PasswordReset } from './password-reset.entity.ts'
import { makeResetToken } from './reset-token.ts'

/** `hours`: so long it is good. */
interface Offer { memberId: string; madeById: string | null; hours: number }

const HOUR_MS = 60 * 60 * 1000

export function offerReset(work: Work, origin: string, { memberId, madeById, hours }: Offer): { token: string; url: string; expiresAt: Date } {
  const id = newId()
  const { token, hash } = makeResetToken(work.organizationId, id)
  const expiresAt = new Date(work.at.getTime() + hours * HOUR_MS)
  const member = (memberId: string) => work.em.getReference(Membership, [work.organizationId, memberId])
  work.em.persist(work.em.create(PasswordReset, {
    organizationId: work.organizationId, id, member: member(memberId), madeBy: madeById === null ? null : member(madeById),
    tokenHash: hash, createdAt: work.at, expiresAt,
  }))
  return { token, url: `${origin}/reset-password/${token}`, expiresAt }
}
