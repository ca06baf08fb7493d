// Follows a team's stream, from where its members were told last: one transaction reads the next events, tells them and moves the cursor.
import { eventsByType } from '../../../shared/index.ts'
import { parseStream, type StreamEvent } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import { Problem } from '../../kernel/errors.ts'
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
export async function followOn(kernel: Kernel, followed: Followed): Promise<Outcome> {
  const events = await moveOn(kernel, followed, EVENTS_AT_ONCE, tellAndObey)
  if (events === null) return 'busy'
  return events.length < EVENTS_AT_ONCE ? 'done' : 'more'
}

export interface LeftOut { event: StreamEvent; error: unknown }

/**
 * Tells so many events one by one, where together they fail. An event that fails by itself, and not because the database is busy or away, is told to
 * nobody; what else it asks for is done (reminders, what a member may not see any more), unless that is what fails. Returns it; null when all could be told.
 */
export async function followSingly(kernel: Kernel, followed: Followed): Promise<LeftOut | null> {
  for (let count = 0; count < EVENTS_AT_ONCE; count += 1) {
    let event: StreamEvent | undefined
    try {
      const told = await moveOn(kernel, followed, 1, (work, teamId, events) => {
        event = events[0]
        return tellAndObey(work, teamId, events)
      })
      if (!told?.length) return null
    } catch (error) {
      if (!event || isPassing(error)) throw error
      return await leaveOut(kernel, followed, event) ? { event, error } : null
    }
  }
  return null
}

/** Whether it was this call that moved past it: another node may have, and what comes next is to be told. */
async function leaveOut(kernel: Kernel, followed: Followed, { id }: StreamEvent): Promise<boolean> {
  const pass = (take: Take) => moveOn(kernel, followed, 1, take, id)
  const events = await pass(obey).catch((error: unknown) => {
    if (isPassing(error)) throw error
    return pass(async () => {})
  })
  return (events ?? []).length > 0
}

/** Whether the same may succeed later. */
const isPassing = (error: unknown): boolean => error instanceof Problem && error.code === 'unavailable'

type Take = (work: Work, teamId: string, events: readonly StreamEvent[]) => Promise<void>

/** One transaction: locks the cursor, takes the next events (`only` if it is this one), moves the cursor behind them. Returns them; null when another node is at it. */
async function moveOn(kernel: Kernel, { organizationId, stream }: Followed, most: number, take: Take, only?: string): Promise<StreamEvent[] | null> {
  const { result } = await kernel.transact(systemCaller(organizationId), async (work) => {
    const after = await takeCursor(work, stream)
    if (after === null) return null
    const events = await readEvents(work.em, organizationId, stream, after, most)
    const last = events.at(-1)
    if (!last || (only && last.id !== only)) return []
    await take(work, parseStream(stream)!.id, events)
    work.send('update notification_cursors set "offset" = $3::bigint where organization_id = $1::uuid and stream = $2', [organizationId, stream, last.offset])
    return events
  })
  return result
}

async function tellAndObey(work: Work, teamId: string, events: readonly StreamEvent[]): Promise<void> {
  await tellOf(work, teamId, events)
  await obey(work, teamId, events)
}

/** What events ask for besides being told. */
async function obey(work: Work, teamId: string, events: readonly StreamEvent[]): Promise<void> {
  await followTasks(work, events.flatMap(opened))
  for (const memberId of revokedBy(events)) await withdrawFrom(work, teamId, memberId)
  for (const { type, data } of events.flatMap(opened)) if (type === 'project.left') await withdrawProject(work, data.projectId as string)
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
