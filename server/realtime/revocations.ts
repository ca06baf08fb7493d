// Which memberships may have lost the right to read a stream by an event of it (RT19), also inside a bulk change.
import { eventsByType } from '../../shared/index.ts'
import type { StreamEvent } from '../../shared/streams.ts'

export type Revoked = ReadonlySet<string> | 'everybody' | null

interface Told { type: string; data: Record<string, unknown> }

/** Whose rights must be asked again before anything after this event goes out. */
export function revokedBy(event: Told): Revoked {
  const all = [event, ...innerEvents(event)].map(revokedByOne).filter((revoked) => revoked !== null)
  if (all.length === 0) return null
  return all.includes('everybody') ? 'everybody' : new Set(all)
}

function innerEvents(event: Told): Told[] {
  return event.type === 'batch.applied' && Array.isArray(event.data.events) ? (event.data.events as Told[]) : []
}

function revokedByOne({ type, data }: Told): string | null {
  const revokes = eventsByType.get(type)?.revokes
  if (!revokes) return null
  try {
    return revokes(data)
  } catch {
    // Data of another schema version: asking everybody's rights again is slower, never wrong.
    return 'everybody'
  }
}

const RIGHTS = /^(member|team|department)\.|^organization\.deleted$/

/** Whether rights that were read before this event may be out of date after it. */
export const changesRights = (event: StreamEvent): boolean => RIGHTS.test(event.type)
