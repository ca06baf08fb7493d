// The activity of a team and of the organization: the events that are no task's, newest first, all or one member's.
import { z } from 'zod'
import type { QueryOf } from '../../../shared/endpoint.ts'
import { organizationTypes, partOfTeam, teamTopics, type activityEndpoints } from '../../../shared/features/activity.ts'
import { offset, parseStream, teamStream, type StreamEvent } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import { decodeCursor, page } from '../../kernel/pages.ts'
import { EVENT_COLUMNS, fromRecord, type EventRecord } from '../../kernel/streams.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { loadTeam } from '../teams/load-team.ts'
import { afterLast, LATEST_FIRST, latestCursor, positionIn } from './latest-first.ts'

type Asked = QueryOf<typeof activityEndpoints.listTeamActivity>

const listed = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ')

/** What `partOfTeam` tells of events `e`, in the words of the index `events_of_teams`. */
export const OF_TEAM = `(split_part(e.type, '.', 1) in (${listed(teamTopics)})
      or e.type = 'batch.applied' and e.data @@ '$.events[*].type like_regex "^(${teamTopics.join('|')})[.]"')`

export async function listTeamActivity(work: Work, teamId: string, { limit, cursor, memberId }: Asked) {
  await loadTeam(work, teamId, 'team.read')
  const before = decodeCursor(cursor, z.tuple([offset]))
  const rows = await query<EventRecord>(work.em, `select ${EVENT_COLUMNS} from events e
    where e.organization_id = $1::uuid and e.stream = $2 and ${OF_TEAM}
      and ($3::uuid is null or e.actor_id = $3::uuid) and ($4::bigint is null or e."offset" < $4::bigint)
    order by e."offset" desc limit $5::int`, [work.organizationId, teamStream(teamId), memberId ?? null, before ? before[0] : null, limit + 1])
  return page(rows, limit, (row) => partOfTeam(fromRecord(row))!, (event) => [event.offset])
}

export async function listOrganizationActivity(work: Work, { limit, cursor, memberId }: Asked) {
  authorize(work.actor, 'organization.read_activity')
  const rows = await query<EventRecord>(work.em, `select ${EVENT_COLUMNS} from events e
    where e.organization_id = $1::uuid and (e.stream like 'organization:%' or e.type in (${listed(organizationTypes)}))
      and ($2::uuid is null or e.actor_id = $2::uuid) and ${afterLast(3)}
    order by ${LATEST_FIRST} limit $6::int`, [work.organizationId, memberId ?? null, ...positionIn(cursor), limit + 1])
  return page(rows, limit, (row) => withoutWhatIsTheirs(fromRecord(row)), latestCursor)
}

/** An inbox is its owner's: of what it tells of invitations and tokens, the organization hears only that it was done. */
function withoutWhatIsTheirs(event: StreamEvent): StreamEvent {
  return parseStream(event.stream)?.kind === 'inbox' ? { ...event, data: {} } : event
}
