// A person's profile. It belongs to the user, so a new name also reaches their memberships.
import { LockMode } from '@mikro-orm/core'
import type { z } from 'zod'
import type { profile, profileInput } from '../../../shared/features/auth.ts'
import { events } from '../../../shared/index.ts'
import { organizationStream } from '../../../shared/streams.ts'
import { invalid } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { Membership } from '../members/membership.entity.ts'
import { presentUser } from './auth.presenter.ts'
import { findUser, membershipsOf, updateUser, type UserMembership, type UserRow } from './users.queries.ts'

type Profile = z.output<typeof profile>
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
  const { before, after, memberships } = await work.asSystem(async (sql) => {
    const changed = await updateUser(sql, work.actor.userId!, patch, work.at)
    return { ...changed, memberships: await membershipsOf(sql, changed.after.id) }
  })
  await renameMember(work, work.actor.membershipId, after.name)
  if (after.name !== before.name && memberships.length > 1) {
    await work.enqueue('profile.spread', { userId: after.id, exceptOrganizationId: work.organizationId })
  }
  return presentProfile(after, memberships)
}

/** Gives a member of this transaction's organization another name; nothing happens when it is theirs already. */
export async function renameMember(work: Work, membershipId: string, name: string): Promise<void> {
  const membership = await work.em.findOne(Membership, { id: membershipId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
  if (!membership || membership.name === name) return
  const before = membership.name
  membership.name = name
  membership.version += 1
  membership.updatedAt = work.at
  work.signAs(membership)
  work.append(organizationStream(work.organizationId), events.memberUpdated, {
    memberId: membership.id,
    version: membership.version,
    changes: { name: [before, name] },
  })
}

function isTimezone(name: string): boolean {
  try {
    return !/^[+-]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== ''
  } catch {
    return false
  }
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
