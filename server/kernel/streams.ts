// Streams and their events: appending at the end of a transaction (RT2, RT6) and reading for replay (RT10).
import { randomUUIDv7 } from 'node:crypto'
import type { SqlEntityManager } from '@mikro-orm/sql'
import type { EventDescription } from '../../shared/event.ts'
import { MAX_EVENT_BYTES, MAX_INLINE_TEXT, type StreamEvent, type StreamName } from '../../shared/streams.ts'
import { query } from './database.ts'
import type { KeptAnswer } from './idempotency.ts'

/** An event before it has an offset. */
export interface PendingEvent {
  stream: StreamName
  id: string
  type: string
  schema: number
  data: Record<string, unknown>
  /** Tasks and projects that it is about; activity finds it by them. */
  subjects: string[]
  /** The event that this one takes back. */
  undoOf?: string
}

export type BatchOperation = 'bulk' | 'import' | 'copy' | 'undo'

/** Long texts that left their events: rows of event_texts. */
export interface EventText { id: string; stream: StreamName; body: string }

/** Where a stream stands after a commit, with the events that the transaction added to it. */
export interface CommittedStream { organizationId: string; stream: StreamName; head: number; epoch: string; events: StreamEvent[] }

/** Makes an event of checked data: long texts leave it, its subjects are read off. Throws on data that the description refuses. */
export function pendingEvent(stream: StreamName, description: EventDescription, data: unknown, texts: EventText[]): PendingEvent {
  const kind = stream.split(':')[0]
  if (!description.streams.some((allowed) => allowed === kind)) throw new Error(`${description.type} may not go to ${stream}`)
  const parsed = description.data.safeParse(data)
  if (!parsed.success) throw new Error(`event ${description.type} is not as described: ${parsed.error.message}`)
  const short = withoutLongTexts(data, stream, texts) as Record<string, unknown>
  return { stream, id: randomUUIDv7(), type: description.type, schema: description.schema, data: short, subjects: subjectsOf(short) }
}

/** Whether an event of these data, small things around it included, stays within what one event may be (RT2). */
export const fitsOneEvent = (data: unknown): boolean => Buffer.byteLength(JSON.stringify(data)) <= MAX_EVENT_BYTES - FRAME_BYTES

function withoutLongTexts(value: unknown, stream: StreamName, texts: EventText[]): unknown {
  if (typeof value === 'string') {
    if (value.length * 6 <= MAX_INLINE_TEXT || Buffer.byteLength(JSON.stringify(value)) <= MAX_INLINE_TEXT) return value
    const text = { id: randomUUIDv7(), stream, body: value }
    texts.push(text)
    return { $text: text.id, length: value.length }
  }
  if (Array.isArray(value)) return value.map((item) => withoutLongTexts(item, stream, texts))
  if (value !== null && typeof value === 'object' && !(value instanceof Date)) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withoutLongTexts(item, stream, texts)]))
  }
  return value
}

/** The ids of tasks and projects that event data name: `taskId`, `projectId`, or a `task`, `project` or other resource inside. */
export function subjectsOf(data: Record<string, unknown>): string[] {
  const found = new Set<string>()
  collect(data, found)
  for (const name of ['task', 'project']) {
    const inner = data[name] as { id?: string } | undefined
    if (inner?.id) found.add(inner.id)
  }
  for (const inner of Object.values(data)) {
    if (inner !== null && typeof inner === 'object' && !Array.isArray(inner)) collect(inner as Record<string, unknown>, found)
  }
  return [...found]
}

function collect(data: Record<string, unknown>, found: Set<string>): void {
  if (typeof data.taskId === 'string') found.add(data.taskId)
  if (typeof data.projectId === 'string') found.add(data.projectId)
}

/**
 * Packs the events of a bulk change into as few part events of at most 64 KiB as their order allows (RT2).
 * A stream's events keep their order; parts of one stream are consecutive.
 */
export function packBatch(operation: BatchOperation, description: EventDescription, events: PendingEvent[]): PendingEvent[] {
  const byStream = Map.groupBy(events, (event) => event.stream)
  return [...byStream].flatMap(([stream, own]) => {
    const parts = split(own)
    return parts.map((part, index) => ({
      stream, id: randomUUIDv7(), type: description.type, schema: description.schema,
      data: { operation, part: index + 1, parts: parts.length, total: own.length, events: part.map(inBatch) },
      subjects: [...new Set(part.flatMap((event) => event.subjects))],
    }))
  })
}

const inBatch = ({ type, data, undoOf }: PendingEvent) => ({ type, data, ...(undoOf !== undefined && { undoOf }) })

/** Room for what stands around the events of a part. */
const FRAME_BYTES = 300

function split(events: PendingEvent[]): PendingEvent[][] {
  const parts: PendingEvent[][] = []
  let bytes = Infinity
  for (const event of events) {
    const size = Buffer.byteLength(JSON.stringify(inBatch(event))) + 1
    if (bytes + size > MAX_EVENT_BYTES - FRAME_BYTES) {
      parts.push([])
      bytes = 0
    }
    parts.at(-1)!.push(event)
    bytes += size
  }
  return parts
}

const APPEND = `
with given as (select e.v->>'stream' as stream, e.v, row_number() over (partition by e.v->>'stream' order by e.n) as place
    from jsonb_array_elements($2::text::jsonb) with ordinality e(v, n)),
  raised as (insert into streams as s (organization_id, name, epoch, last_offset, floor)
    select $1::uuid, stream, gen_random_uuid(), count(*), 0 from given group by stream order by stream
    on conflict (organization_id, name) do update set last_offset = s.last_offset + excluded.last_offset
    returning name, last_offset, epoch),
  sized as (select stream, count(*) as size from given group by stream),
  placed as (select g.stream, g.v, r.last_offset - z.size + g.place as "offset"
    from given g join raised r on r.name = g.stream join sized z on z.stream = g.stream),
  added as (insert into events (organization_id, stream, "offset", id, type, schema, actor_id, actor_name, correlation_id, data, occurred_at)
    select $1::uuid, stream, "offset", (v->>'id')::uuid, v->>'type', (v->>'schema')::int, $3::uuid, $4, $5::uuid, v->'data', $6::timestamptz from placed),
  about as (insert into event_subjects (organization_id, subject_id, stream, "offset")
    select $1::uuid, s.subject::uuid, p.stream, p."offset" from placed p, jsonb_array_elements_text(p.v->'subjects') s(subject)),
  answered as (update idempotency_keys set response = json_build_object($9::text, $10::text::json, 'rights', $11::text::json, 'offsets',
      coalesce((select json_object_agg(name, last_offset) from raised where not $12::text::jsonb ? name), '{}'::json))
    where organization_id = $1::uuid and membership_id = $7::uuid and key = $8)
select name, last_offset::float8 as head, epoch from raised order by name`

interface Author { organizationId: string; membershipId: string | null; name: string; correlationId: string; at: Date }

/**
 * The last statement of a transaction: raises each stream's counter in name order, inserts the events (RT6) and keeps the answer of
 * a keyed request, which says nothing of `unnamed` streams. Whatever can fail fails in SQL, since the commit may be on its way already. Returns what was added, by stream.
 */
export async function appendEvents(
  em: SqlEntityManager, author: Author, events: PendingEvent[], texts: EventText[], answer: KeptAnswer | null = null,
  unnamed: readonly StreamName[] = [],
): Promise<CommittedStream[]> {
  if (events.length === 0 && !answer) return []
  const kept = texts.length === 0 ? [] : query(em, `insert into event_texts (organization_id, id, stream, body)
    select $1::uuid, (v->>'id')::uuid, v->>'stream', v->>'body' from jsonb_array_elements($2::text::jsonb) v`,
  [author.organizationId, JSON.stringify(texts)])
  const raised = query<{ name: StreamName; head: number; epoch: string }>(em, APPEND, [
    author.organizationId, JSON.stringify(events), author.membershipId, author.name, author.correlationId, author.at.toISOString(),
    answer?.membershipId ?? null, answer?.key ?? null, answer?.field ?? '', answer?.json ?? null, answer?.rights ?? null, JSON.stringify(unnamed),
  ])
  const [heads] = await Promise.all([raised, kept])
  return heads.map(({ name, head, epoch }) => {
    const own = events.filter((event) => event.stream === name)
    return {
      organizationId: author.organizationId, stream: name, head, epoch,
      events: own.map((event, index) => onTheWire(event, head - own.length + index + 1, author)),
    }
  })
}

function onTheWire(event: PendingEvent, offset: number, author: Author): StreamEvent {
  return {
    stream: event.stream, offset, id: event.id, type: event.type, schema: event.schema, at: author.at.toISOString(),
    actor: { membershipId: author.membershipId, name: author.name }, correlationId: author.correlationId, data: event.data,
  }
}

export interface EventRecord {
  stream: string; offset: number; id: string; type: string; schema: number; at: string; actor_id: string | null; actor_name: string
  correlation_id: string; data: Record<string, unknown>
}

/** Columns of an event `e`. */
export const EVENT_COLUMNS = `e.stream, e."offset"::float8 as "offset", e.id, e.type, e.schema, e.actor_id, e.actor_name, e.correlation_id, e.data,
  to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`

/** Events of a stream after an offset, ascending, at most `limit`. */
export async function readEvents(em: SqlEntityManager, organizationId: string, stream: string, after: number, limit: number): Promise<StreamEvent[]> {
  const rows = await query<EventRecord>(em, `select ${EVENT_COLUMNS} from events e
    where e.organization_id = $1::uuid and e.stream = $2 and e."offset" > $3 order by e."offset" limit $4`, [organizationId, stream, after, limit])
  return rows.map(fromRecord)
}

/** Events of a stream about a task or project, newest first, below `before` (an offset; null for the newest). */
export async function readEventsAbout(
  em: SqlEntityManager, organizationId: string, stream: string, subjectId: string, before: number | null, limit: number,
): Promise<StreamEvent[]> {
  const rows = await query<EventRecord>(em, `select ${EVENT_COLUMNS} from event_subjects s
    join events e on e.organization_id = s.organization_id and e.stream = s.stream and e."offset" = s."offset"
    where s.organization_id = $1::uuid and s.subject_id = $2::uuid and s.stream = $3 and ($4::bigint is null or s."offset" < $4::bigint)
    order by s."offset" desc limit $5`, [organizationId, subjectId, stream, before, limit])
  return rows.map(fromRecord)
}

export function fromRecord(row: EventRecord): StreamEvent {
  return {
    stream: row.stream, offset: row.offset, id: row.id, type: row.type, schema: row.schema, at: row.at,
    actor: { membershipId: row.actor_id, name: row.actor_name }, correlationId: row.correlation_id, data: row.data,
  }
}

export interface StreamHead { organizationId: string; stream: StreamName; head: number; epoch: string; floor: number }

/** The heads of streams that exist; a stream without events is absent. */
export async function readHeads(em: SqlEntityManager, streams: { organizationId: string; stream: string }[]): Promise<StreamHead[]> {
  if (streams.length === 0) return []
  const rows = await query<{ organization_id: string; name: StreamName; head: number; epoch: string; floor: number }>(em, `
    select s.organization_id, s.name, s.last_offset::float8 as head, s.epoch, s.floor::float8 as floor from streams s
    join jsonb_to_recordset($1::text::jsonb) as w("organizationId" uuid, stream text) on s.organization_id = w."organizationId" and s.name = w.stream`,
  [JSON.stringify(streams.map(({ organizationId, stream }) => ({ organizationId, stream })))])
  return rows.map((row) => ({ organizationId: row.organization_id, stream: row.name, head: row.head, epoch: row.epoch, floor: row.floor }))
}

/** The long text that an event of this stream refers to; null when it is none of its. */
export async function readEventText(em: SqlEntityManager, organizationId: string, stream: string, id: string): Promise<string | null> {
  const rows = await query<{ body: string }>(em,
    'select body from event_texts where organization_id = $1::uuid and stream = $2 and id = $3::uuid', [organizationId, stream, id])
  return rows[0]?.body ?? null
}
