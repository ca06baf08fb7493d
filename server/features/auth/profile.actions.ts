// A person's profile. It belongs to the user, so a new name also reaches their memberships.
import { isDeepStrictEqual } from 'node:util'
import { LockMode } from '@mikro-orm/core'
import type { z } from 'zod'
import type { Profile, profileInput } from '../../../shared/features/auth.ts'
import { events } from '../../../shared/index.ts'
import { organizationStream } from '../../../shared/streams.ts'
import { changesBetween, isEmpty } from '../../kernel/changes.ts'
import { invalid } from '../../kernel/errors.ts'
import { isTimezone } from '../../kernel/timezone.ts'
import type { Work } from '../../kernel/work.ts'
import { Membership } from '../members/membership.entity.ts'
import { presentUser } from './auth.presenter.ts'
import { findUser, membershipsOf, updateUser, type UserMembership, type UserRow } from './users.queries.ts'

type ProfilePatch = Partial<z.output<typeof profileInput>>

export async function readProfile(work: Work): Promise<Profile> {
  return work.asSystem(async (sql) => {
    const user = await findUser(sql, work.actor.userId!)
    return presentProfile(user!, await membershipsOf(sql, user!.id))
  })
}

/** Changes the given fields. Throws 422 for a timezone that is none, and for a birth in the future. */
export async function updateProfile(work: Work, patch: ProfilePatch): Promise<Profile> {
  if (patch.timezone !== undefined && !isTimezone(patch.timezone))
    throw invalid('/timezone', 'This is not a timezone like Europe/Berlin.')
  if (patch.dateOfBirth && patch.dateOfBirth > work.at.toISOString().slice(0, 10))
    throw invalid('/dateOfBirth', 'This day is yet to come.')
  return spreadChange(work, await work.asSystem((sql) => updateUser(sql, work.actor.userId!, patch, work.at)))
}

/** Brings a changed account to this organization at once, and to the person's others by a job. */
export async function spreadChange(
  work: Work, { before, after }: { before: UserRow; after: UserRow },
): Promise<Profile> {
  const memberships = await work.asSystem((sql) => membershipsOf(sql, after.id))
  await matchMember(work, work.actor.membershipId, after)
  if (!isDeepStrictEqual(shownOf(before), shownOf(after)) && memberships.length > 1) {
    await work.enqueue('profile.spread', { userId: after.id, exceptOrganizationId: work.organizationId })
  }
  return presentProfile(after, memberships)
}

/** What memberships have of their own, because the app role cannot see accounts. */
type Shown = Pick<UserRow, 'name' | 'timezone' | 'picture'>
const shownOf = ({ name, timezone, picture }: Shown): Shown => ({ name, timezone, picture })

/** What is read of the account after this is not older than what the member has. */
export const lockMember = (work: Work, membershipId: string): Promise<Membership | null> =>
  work.em.findOne(Membership, { id: membershipId }, { lockMode: LockMode.PESSIMISTIC_WRITE })

/** Gives a member of this transaction's organization what the account has; nothing happens when it is theirs already, or when they were erased meanwhile. */
export async function matchMember(work: Work, membershipId: string, account: Shown & Pick<UserRow, 'id'>): Promise<void> {
  const membership = await lockMember(work, membershipId)
  if (membership?.userId !== account.id) return
  const { name, timezone, picture } = membership
  const changes = changesBetween({ name, timezone: timezone ?? null, picture: picture ?? null }, shownOf(account))
  if (isEmpty(changes)) return
  work.em.assign(membership, { ...shownOf(account), version: membership.version + 1, updatedAt: work.at })
  work.signAs(membership)
  work.append(organizationStream(work.organizationId), events.memberUpdated, {
    memberId: membership.id,
    version: membership.version,
    changes,
  })
}

function presentProfile(user: UserRow, memberships: UserMembership[]): Profile {
  const active = memberships.filter(({ status }) => status === 'active')
  const organizations = active.map(({ id, organizationId, organizationName, role }) => ({
    id: organizationId,
    name: organizationName,
    membershipId: id,
    role,
  }))
  return { ...presentUser(user), organizations }
}
