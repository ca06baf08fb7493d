// Which deletions that an undo takes back are not the last ones of their comment, checklist, item or time: what is deleted again since
// would come back as it was long ago.
import { teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import type { PastChange } from './past-changes.ts'
import { taskOf } from './undo-task-change.ts'

/** Where the event of each kind of deletion holds what was deleted. */
const HELD = { 'comment.deleted': 'comment', 'checklist.deleted': 'checklist', 'checklist_item.deleted': 'item', 'time.deleted': 'entry' } as const

type Deletion = PastChange & { type: keyof typeof HELD }
const isDeletion = (past: PastChange): past is Deletion => past.type in HELD
const subjectOf = ({ type, data }: Deletion) => (data[HELD[type]] as { id: string }).id

/** Those that a later deletion stands in the way of, unless the same undo takes that one back too. */
export async function findOutdatedDeletions(work: Work, changes: readonly PastChange[]): Promise<ReadonlySet<PastChange>> {
  const deletions = changes.filter(isDeletion)
  if (deletions.length === 0) return new Set()
  const undone = new Set(changes.map(({ eventId }) => eventId))
  const later = (await readDeletionsAfter(work, deletions)).filter(({ eventId }) => !undone.has(eventId))
  const last = new Map<string, number>()
  for (const { subjectId, offset } of later) last.set(subjectId, Math.max(offset, last.get(subjectId) ?? 0))
  return new Set(deletions.filter((past) => (last.get(subjectOf(past)) ?? 0) > past.offset))
}

interface Later { eventId: string; subjectId: string; offset: number }

/** Of the same tasks, singly or as a part of a bulk change. */
function readDeletionsAfter(work: Work, deletions: readonly Deletion[]): Promise<Later[]> {
  const asked = deletions.map((past) => ({ taskId: taskOf(past).id, stream: teamStream(past.teamId!), offset: past.offset, subjectId: subjectOf(past) }))
  return query<Later>(work.em, LATER, [work.organizationId, JSON.stringify(asked)])
}

const LATER = `
with asked as (select * from jsonb_to_recordset($2::text::jsonb) as v("taskId" uuid, stream text, "offset" bigint, "subjectId" text)),
  tasks as (select "taskId", stream, min("offset") as "offset" from asked group by "taskId", stream),
  later as (select distinct e.id, e."offset", e.type, e.data from tasks t
    join event_subjects s on s.organization_id = $1::uuid and s.subject_id = t."taskId" and s.stream = t.stream and s."offset" > t."offset"
    join events e on e.organization_id = $1::uuid and e.stream = s.stream and e."offset" = s."offset"
    where e.type in ('comment.deleted', 'checklist.deleted', 'checklist_item.deleted', 'time.deleted', 'batch.applied')),
  single as (select id, "offset", type, data from later where type <> 'batch.applied' union all
    select l.id, l."offset", i->>'type', i->'data' from later l, jsonb_array_elements(l.data->'events') i where l.type = 'batch.applied'),
  deleted as (select id, "offset", case type when 'comment.deleted' then data->'comment'->>'id' when 'checklist.deleted' then data->'checklist'->>'id'
    when 'checklist_item.deleted' then data->'item'->>'id' when 'time.deleted' then data->'entry'->>'id' end as subject from single)
select d.id as "eventId", d."offset"::float8 as "offset", d.subject as "subjectId" from deleted d where d.subject in (select "subjectId" from asked)`
