// Which deletions of labels, goals, departments and the like an undo takes back that are not the last ones of theirs: what came back since, was changed
// and deleted again would come back as it was long ago.
import { organizationStream, teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import type { PastChange } from './past-changes.ts'

/** Where the event of each kind of deletion holds what was deleted. */
const HELD: Partial<Record<string, string>> = {
  'label.deleted': 'label', 'status.deleted': 'status', 'milestone.deleted': 'milestone', 'custom_field.deleted': 'customField',
  'custom_field.option_deleted': 'option', 'goal.deleted': 'goal', 'post_comment.deleted': 'comment',
  'task_template.deleted': 'template', 'view.deleted': 'view', 'department.deleted': 'department',
}

/** Null where it does not say what was deleted: a view that became its owner's again. */
const subjectOf = ({ type, data }: Pick<PastChange, 'type' | 'data'>): string | null => (data[HELD[type]!] as { id: string } | undefined)?.id ?? null

/** Those that a later deletion stands in the way of, unless the same undo takes that one back too. */
export async function findOutdatedPlaces(work: Work, changes: readonly PastChange[]): Promise<PastChange[]> {
  const deletions = changes.filter(({ type, data }) => HELD[type] && subjectOf({ type, data }) !== null)
  if (deletions.length === 0) return []
  const undone = new Set(changes.map(({ eventId }) => eventId))
  const streamOf = ({ teamId }: PastChange) => (teamId === null ? organizationStream(work.organizationId) : teamStream(teamId))
  const firsts = [...Map.groupBy(deletions, streamOf)].map(([stream, own]) => ({ stream, offset: Math.min(...own.map(({ offset }) => offset)) }))
  const rows = await query<Later>(work.em, LATER_DELETIONS, [work.organizationId, JSON.stringify(firsts)])
  const later = rows.filter(({ eventId }) => !undone.has(eventId)).map((row) => ({ ...row, subjectId: subjectOf(row) }))
  return deletions.filter((past) => later.some((one) => one.stream === streamOf(past) && one.offset > past.offset && one.subjectId === subjectOf(past)))
}

type Later = Pick<PastChange, 'eventId' | 'type' | 'data' | 'offset'> & { stream: string }

const TYPES = Object.keys(HELD).map((type) => `'${type}'`).join(', ')

/** Told singly or as a part of an undo: bulk changes delete none. The first condition is said in the words of the index `events_of_deletions`. */
export const LATER_DELETIONS = `
with asked as (select * from jsonb_to_recordset($2::text::jsonb) as v(stream text, "offset" bigint)),
  later as (select e.id, e.stream, e."offset", e.type, e.data from asked a
    join events e on e.organization_id = $1::uuid and e.stream = a.stream and e."offset" > a."offset"
    where (e.type in (${TYPES}) or e.type = 'batch.applied' and e.data->>'operation' = 'undo')),
  single as (select id, stream, "offset", type, data from later where type <> 'batch.applied' union all
    select l.id, l.stream, l."offset", i->>'type', i->'data' from later l, jsonb_array_elements(l.data->'events') i where l.type = 'batch.applied')
select id as "eventId", stream, "offset"::float8 as "offset", type, data from single where type in (${TYPES})`
