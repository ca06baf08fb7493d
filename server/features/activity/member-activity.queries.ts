// What a member did in all streams that the actor may read, with what the names in it stand for.
import type { QueryOf } from '../../../shared/endpoint.ts'
import type { activityEndpoints } from '../../../shared/features/activity.ts'
import { organizationStream, teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import { page } from '../../kernel/pages.ts'
import { EVENT_COLUMNS, fromRecord, type EventRecord } from '../../kernel/streams.ts'
import type { Work } from '../../kernel/work.ts'
import { readableTeams } from '../../policy/policy.ts'
import { readMember } from '../members/members.queries.ts'
import { allTeamIds } from '../teams/teams.queries.ts'
import { afterLast, LATEST_FIRST, latestCursor, positionIn } from './latest-first.ts'
import { namedIn } from './named-in.queries.ts'

/** Throws 404 when there is no such member. */
export async function listMemberActivity(work: Work, memberId: string, { limit, cursor }: QueryOf<typeof activityEndpoints.listMemberActivity>) {
  await readMember(work, memberId)
  const teamIds = readableTeams(work.actor) ?? (await allTeamIds(work.em))
  const streams = [organizationStream(work.organizationId), ...teamIds.map(teamStream)]
  const rows = await query<EventRecord>(work.em, `select ${EVENT_COLUMNS} from events e
    where e.organization_id = $1::uuid and e.actor_id = $2::uuid and e.stream = any($3::text[]) and ${afterLast(4)}
    order by ${LATEST_FIRST} limit $7::int`, [work.organizationId, memberId, streams, ...positionIn(cursor), limit + 1])
  const { items, nextCursor } = page(rows, limit, fromRecord, latestCursor)
  return { items, nextCursor, named: await namedIn(work, items, teamIds) }
}
