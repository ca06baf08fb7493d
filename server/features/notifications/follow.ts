// Follows a team's stream, from where its members were told last: one transaction reads the next events, tells them and moves the cursor.
import { eventsByType } from '../../../shared/index.ts'
import { parseStream, type StreamEvent } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import { readEvents } from '../../kernel/streams.ts'
import { systemCaller, type Kernel } from '../../kernel/transact.ts'
import type { Work } from '../../kernel/work.ts'
import { followTasks } from '../reminders/follow-tasks.ts'
import { opened } from './causes.ts'
import { withdrawFrom, withdrawProject } from './withdraw.ts'
import { tellOf } from './tell.ts'

/** Parts of bulk changes may have 64 KiB each. */
const EVENTS_AT_ONCE = 50

export interface Followed { organizationId: string; stream: string }

/** `busy`: another node is at it. `more`: there may be further events. */
export type Outcome = 'done' | 'more' | 'busy'

/** Tells the next events of a stream. Whatever else runs at the same time, each event is told once. */
export async function followOn(kernel: Kernel, { organizationId, stream }: Followed): Promise<Outcome> {
  const { result } = await kernel.transact(systemCaller(organizationId), (work) => followIn(work, stream))
  return result
}

async function followIn(work: Work, stream: string): Promise<Outcome> {
  const after = await takeCursor(work, stream)
  if (after === null) return 'busy'
  const events = await readEvents(work.em, work.organizationId, stream, after, EVENTS_AT_ONCE)
  const last = events.at(-1)
  if (!last) return 'done'
  const teamId = parseStream(stream)!.id
  await tellOf(work, teamId, events)
  await followTasks(work, events.flatMap(opened))
  for (const memberId of revokedBy(events)) await withdrawFrom(work, teamId, memberId)
  for (const { type, data } of events.flatMap(opened)) if (type === 'project.left') await withdrawProject(work, data.projectId as string)
  work.send('update notification_cursors set "offset" = $3::bigint where organization_id = $1::uuid and stream = $2', [work.organizationId, stream, last.offset])
  return events.length < EVENTS_AT_ONCE ? 'done' : 'more'
}

/** Locks the stream's cursor and says where it stands; null when another holds it. */
async function takeCursor({ em, organizationId }: Work, stream: string): Promise<number | null> {
  const take = () => query<{ offset: number }>(em, `select "offset"::float8 as "offset" from notification_cursors
    where organization_id = $1::uuid and stream = $2 for update skip locked`, [organizationId, stream])
  const [known] = await take()
  if (known) return known.offset
  await query(em, 'insert into notification_cursors (organization_id, stream, "offset") values ($1::uuid, $2, 0) on conflict do nothing', [organizationId, stream])
  return (await take())[0]?.offset ?? null
}

/** Members who may have lost the team by these events; null stands for everybody. */
function revokedBy(events: readonly StreamEvent[]): Set<string | null> {
  const found = new Set<string | null>()
  for (const { type, data } of events) {
    const who = eventsByType.get(type)?.revokes?.(data) ?? null
    if (who !== null) found.add(who === 'everybody' ? null : who)
  }
  return found
}

/** Streams of teams with events that were not told yet, in all organizations. */
export function findUntold(kernel: Kernel): Promise<Followed[]> {
  return kernel.system((em) => query<Followed>(em, `select s.organization_id as "organizationId", s.name as stream from streams s
    left join notification_cursors c on c.organization_id = s.organization_id and c.stream = s.name
    where s.name like 'team:%' and s.last_offset > coalesce(c."offset", 0) order by 1, 2 limit 1000`))
}
