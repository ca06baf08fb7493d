// What was changed of logged time since a change of it, whoever did it: an approval that comes back must be of what was approved.
import type { TimeEntry } from '../../../shared/features/time.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'

const APPROVED = ['minutes', 'startedAt', 'note'] as const satisfies (keyof TimeEntry)[]
type Pairs = Partial<Record<string, [unknown, unknown]>>

/** Fields of what is approved that are not as they were in that version. What the same undo took back before is so again. */
export async function fieldsChangedSince(work: Work, entry: TimeEntry, version: number): Promise<string[]> {
  const later = await query<{ changes: Pairs }>(work.em, LATER, [work.organizationId, entry.taskId, entry.id, version])
  const formerly = new Map<string, unknown>()
  for (const { changes } of later.toReversed()) for (const [field, pair] of Object.entries(changes)) formerly.set(field, pair![0])
  return APPROVED.filter((field) => formerly.has(field) && formerly.get(field) !== entry[field])
}

/** Oldest first, told singly or as a part of a bulk change. */
const LATER = `
with told as (select e.type, e.data from event_subjects s
    join events e on e.organization_id = s.organization_id and e.stream = s.stream and e."offset" = s."offset"
    where s.organization_id = $1::uuid and s.subject_id = $2::uuid and e.type in ('time.updated', 'batch.applied')),
  single as (select type, data from told where type = 'time.updated' union all
    select i->>'type', i->'data' from told, jsonb_array_elements(data->'events') i where told.type = 'batch.applied')
select data->'changes' as changes from single
where type = 'time.updated' and data->>'entryId' = $3 and (data->>'version')::int > $4::int order by (data->>'version')::int`
