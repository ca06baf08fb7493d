// Reads members.
import type { SqlEntityManager } from '@mikro-orm/sql'
import { z } from 'zod'
import type { QueryOf } from '../../../shared/endpoint.ts'
import type { Member, memberEndpoints } from '../../../shared/features/members.ts'
import { id, line } from '../../../shared/ids.ts'
import { notFound } from '../../kernel/errors.ts'
import { decodeCursor, page } from '../../kernel/pages.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { activeAdmins } from '../../policy/scopes.ts'
import { Membership } from './membership.entity.ts'
import { presentMember } from './member.presenter.ts'

const nameCursor = z.tuple([line(200), id])

/** A page of people and bots, by name. */
export async function listMembers(
  work: Work, { limit, cursor, role, status, kind }: QueryOf<typeof memberEndpoints.listMembers>,
) {
  authorize(work.actor, 'member.read')
  const seen = decodeCursor(cursor, nameCursor)
  const after = seen ? { $or: [{ name: { $gt: seen[0] } }, { name: seen[0], id: { $gt: seen[1] } }] } : {}
  const wanted = { ...(role && { role }), ...(status && { status }), ...(kind && { kind }) }
  const members = await work.em.find(
    Membership, { $and: [wanted, after] }, { orderBy: { name: 'asc', id: 'asc' }, limit: limit + 1 },
  )
  return page(members, limit, presentMember, ({ name, id }) => [name, id])
}

export async function readMember(work: Work, memberId: string): Promise<Member> {
  authorize(work.actor, 'member.read')
  const member = await work.em.findOne(Membership, { id: memberId })
  if (!member) throw notFound()
  return presentMember(member)
}

/** Everybody of the organization, the deactivated too, by id. */
export async function readAllMembers(work: Work): Promise<Member[]> {
  return (await work.em.find(Membership, {}, { orderBy: { id: 'asc' } })).map(presentMember)
}

/** Members by id; what is none of this organization is absent. */
export async function findMembers(em: SqlEntityManager, ids: Iterable<string>): Promise<Map<string, Membership>> {
  const members = await em.find(Membership, { id: { $in: [...new Set(ids)] } })
  return new Map(members.map((member) => [member.id, member]))
}

/** Those who see every team, the earliest first. */
export async function findActiveAdmins(em: SqlEntityManager): Promise<Membership[]> {
  return em.find(Membership, activeAdmins, { orderBy: { createdAt: 'asc', id: 'asc' } })
}
