// How a project stood, from the events of its team: no table says it a second time.
import { z } from 'zod'
import type { QueryOf } from '../../../shared/endpoint.ts'
import type { projectHistoryEndpoints, StandingChange } from '../../../shared/features/project-history.ts'
import { noteAfter, standingFields, standingIn } from '../../../shared/features/project-standing.ts'
import { offset, teamStream, type StreamEvent } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import { decodeCursor, page } from '../../kernel/pages.ts'
import { EVENT_COLUMNS, fromRecord, type EventRecord } from '../../kernel/streams.ts'
import type { Work } from '../../kernel/work.ts'
import { OF_TEAM } from '../activity/place-activity.queries.ts'
import { loadProject } from './load-project.ts'

type Asked = QueryOf<typeof projectHistoryEndpoints.listProjectHistory>

const CHANGES = (told: string, data: string) => `${told} = 'project.updated' and ${data}->>'projectId' = $3
  and (${data}->'changes') ?| array(select jsonb_array_elements_text($4::text::jsonb))`

/** Of events `e` of a team those that change one of the fields of a project. */
const OF_PROJECT = `e.organization_id = $1::uuid and e.stream = $2 and ${OF_TEAM} and (
  e.type in ('project.created', 'project.entered') and e.data->'project'->>'id' = $3 or ${CHANGES('e.type', 'e.data')}
  or e.type = 'batch.applied' and exists (select from jsonb_array_elements(e.data->'events') i where ${CHANGES("i->>'type'", "i->'data'")}))`

/** In its present team: what happened in another before it came stays with that. */
export async function listProjectHistory(work: Work, projectId: string, { limit, cursor }: Asked) {
  const project = await loadProject(work, projectId, 'project.read')
  const place = [work.organizationId, teamStream(project.team.id), projectId]
  const before = decodeCursor(cursor, z.tuple([offset]))?.[0] ?? null
  const rows = await query<EventRecord>(work.em, `select ${EVENT_COLUMNS} from events e where ${OF_PROJECT}
    and ($5::bigint is null or e."offset" < $5::bigint) order by e."offset" desc limit $6::int`, [...place, JSON.stringify(standingFields), before, limit + 1])
  const found = page(rows, limit, fromRecord, (row) => [row.offset])
  return { ...found, items: await withNotes(work, place, found.items) }
}

/** From the oldest on, as each of them left the note: an event that does not change it says nothing of it. */
async function withNotes(work: Work, place: readonly string[], newestFirst: readonly StreamEvent[]): Promise<StandingChange[]> {
  let note = await noteBefore(work, place, newestFirst.at(-1)?.offset ?? 0)
  return newestFirst.toReversed().map((event) => {
    const standing = standingIn(event, place[2]!)!
    note = noteAfter(standing, note)
    const { id, at, actor, correlationId } = event
    return { id, at, actor, correlationId, ...standing, healthNote: note }
  }).toReversed()
}

async function noteBefore(work: Work, place: readonly string[], at: number): Promise<string> {
  const [last] = await query<EventRecord>(work.em, `select ${EVENT_COLUMNS} from events e where ${OF_PROJECT}
    and e."offset" < $5::bigint order by e."offset" desc limit 1`, [...place, JSON.stringify(['healthNote']), at])
  const standing = last && standingIn(fromRecord(last), place[2]!)
  return standing ? noteAfter(standing, '') : ''
}
