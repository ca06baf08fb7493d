// Reads invitations with their teams.
import type { SqlEntityManager } from '@mikro-orm/sql'
import { z } from 'zod'
import type { QueryOf } from '../../../shared/endpoint.ts'
import type { invitationEndpoints } from '../../../shared/features/invitations.ts'
import { id } from '../../../shared/ids.ts'
import { decodeCursor, page } from '../../kernel/pages.ts'
import type { Work } from '../../kernel/work.ts'
import { authorizeRole } from '../../policy/policy.ts'
import { invitationsReadableBy } from '../../policy/scopes.ts'
import { Invitation, InvitationTeam } from './invitation.entity.ts'
import { presentInvitation } from './invitation.presenter.ts'

/** A page of invitations, the newest first: for admins all, for managers their own. */
export async function listInvitations(
  work: Work, { limit, cursor }: QueryOf<typeof invitationEndpoints.listInvitations>,
) {
  authorizeRole(work.actor, 'invitation.read')
  const seen = decodeCursor(cursor, z.tuple([id]))
  const conditions = [invitationsReadableBy(work.actor), seen ? { id: { $lt: seen[0] } } : {}]
  const invitations = await work.em.find(
    Invitation, { $and: conditions }, { orderBy: { id: 'desc' }, limit: limit + 1 },
  )
  const teams = await readInvitedTeamIds(work.em, invitations)
  return page(invitations, limit, (one) => presentInvitation(one, teams.get(one.id) ?? [], work.at), (one) => [one.id])
}

/** The teams that each invitation leads into. */
export async function readInvitedTeamIds(
  em: SqlEntityManager, invitations: Invitation[],
): Promise<Map<string, string[]>> {
  if (invitations.length === 0) return new Map()
  const rows = await em.find(
    InvitationTeam, { invitation: { id: { $in: invitations.map(({ id }) => id) } } },
    { orderBy: { team: { id: 'asc' } } },
  )
  const byInvitation = Map.groupBy(rows, ({ invitation }) => invitation.id)
  return new Map([...byInvitation].map(([id, teams]) => [id, teams.map(({ team }) => team.id)]))
}
