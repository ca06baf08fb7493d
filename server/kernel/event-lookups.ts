// Finds events other than by their place in a stream: by id, by request, by author. Page by page, since a part of a bulk change may have
// 64 KiB; each answers at most `PAGE` events, newest first, below the last one of the page before.
import type { SqlEntityManager } from '@mikro-orm/sql'
import type { StreamEvent } from '../../shared/streams.ts'
import { query } from './database.ts'
import { EVENT_COLUMNS, fromRecord, type EventRecord } from './streams.ts'

const PAGE = 200
const IDS = 'any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))'

/** The streams of those of the ids that there are, without what the events say. */
export function findEventPlaces(em: SqlEntityManager, organizationId: string, ids: readonly string[]): Promise<Pick<StreamEvent, 'id' | 'stream'>[]> {
  return query(em, `select e.id, e.stream from events e where e.organization_id = $1::uuid and e.id = ${IDS}`, [organizationId, JSON.stringify(ids)])
}

/** Those of the ids that there are. */
export async function* findEvents(em: SqlEntityManager, organizationId: string, ids: readonly string[]): AsyncGenerator<StreamEvent> {
  for (let start = 0; start < ids.length; start += PAGE) {
    const rows = await query<EventRecord>(em, `select ${EVENT_COLUMNS} from events e where e.organization_id = $1::uuid and e.id = ${IDS}`,
      [organizationId, JSON.stringify(ids.slice(start, start + PAGE))])
    yield* rows.map(fromRecord)
  }
}

/** Longer than any transaction runs: what it appends has ids of that time after the one that its correlation id tells. */
const LONGEST_REQUEST_MS = 10 * 60 * 1000

/** All events of one request. Both ids are UUIDs of version 7, so the index by id leads to them. */
export async function* findEventsOfRequest(em: SqlEntityManager, organizationId: string, correlationId: string): AsyncGenerator<StreamEvent> {
  const begun = Number.parseInt(correlationId.replaceAll('-', '').slice(0, 12), 16)
  const [first, last] = [begun - LONGEST_REQUEST_MS, begun + LONGEST_REQUEST_MS].map(idAt)
  yield* pages((before) => query<EventRecord>(em, `select ${EVENT_COLUMNS} from events e
    where e.organization_id = $1::uuid and e.id >= $2::uuid and e.id < coalesce($3::uuid, $4::uuid) and e.correlation_id = $5::uuid
    order by e.id desc limit ${PAGE}`, [organizationId, first, before?.id ?? null, last, correlationId]))
}

const LAST_MS = 2 ** 48 - 1

/** The smallest id of a moment. */
function idAt(ms: number): string {
  const digits = Math.min(Math.max(ms, 0), LAST_MS).toString(16).padStart(12, '0')
  return `${digits.slice(0, 8)}-${digits.slice(8)}-0000-0000-000000000000`
}

interface By { actorId: string; since: string; until: string | undefined; streams: readonly string[] | null }

/** What a member did since a moment, until another; `streams`: only in these. */
export async function* findEventsBy(em: SqlEntityManager, organizationId: string, { actorId, since, until, streams }: By): AsyncGenerator<StreamEvent> {
  yield* pages((before) => query<EventRecord>(em, `select ${EVENT_COLUMNS} from events e
    where e.organization_id = $1::uuid and e.actor_id = $2::uuid and e.occurred_at >= $3::timestamptz
      and ($7::timestamptz is null or e.occurred_at <= $7::timestamptz)
      and ($4::text::jsonb is null or $4::text::jsonb ? e.stream)
      and ($5::timestamptz is null or (e.occurred_at, e.id) < ($5::timestamptz, $6::uuid))
    order by e.occurred_at desc, e.id desc limit ${PAGE}`,
  [organizationId, actorId, since, streams && JSON.stringify(streams), before?.at ?? null, before?.id ?? null, until ?? null]))
}

async function* pages(read: (before: EventRecord | undefined) => Promise<EventRecord[]>): AsyncGenerator<StreamEvent> {
  let last: EventRecord | undefined
  do {
    const rows = await read(last)
    yield* rows.map(fromRecord)
    last = rows.length === PAGE ? rows.at(-1) : undefined
  } while (last)
}

/** The long texts that events refer to, by their ids. */
export async function readEventTexts(em: SqlEntityManager, organizationId: string, ids: readonly string[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  for (let start = 0; start < ids.length; start += PAGE) {
    const rows = await query<{ id: string; body: string }>(em, `select e.id, e.body from event_texts e where e.organization_id = $1::uuid and e.id = ${IDS}`,
      [organizationId, JSON.stringify(ids.slice(start, start + PAGE))])
    for (const { id, body } of rows) texts.set(id, body)
  }
  return texts
}
