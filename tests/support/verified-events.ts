// That every kind of event passed through verifyAction (F19): verified-in.ts says in which file, and after its tests each file is held to it.
import { relative, sep } from 'node:path'
import { expect } from 'vitest'
import { eventsByType } from '../../shared/index.ts'
import { roles, type Role } from '../../shared/permissions.ts'
import type { StreamEvent } from '../../shared/streams.ts'
import { VERIFIED_IN } from './verified-in.ts'

/** What a file showed of a kind: to viewers of which roles its events were told, and whether a screen misses them. */
interface Shown { roles: Set<Role>; missed: boolean }

const shownIn = new Map<string, Map<string, Shown>>()

/** As `checklists/checklists`. */
const nameOf = (path: string) => relative('tests/features', path).replaceAll(sep, '/').replace(/\.test\.ts$/, '')
const kindsOf = (file: string) => Object.keys(VERIFIED_IN).filter((type) => VERIFIED_IN[type] === file)

/** Notes the kinds of events that brought a viewer's screen up to date. `differs` tells whether it would be wrong after other events. */
export async function noteVerified(events: StreamEvent[], role: Role, differs: (others: StreamEvent[]) => Promise<boolean>): Promise<void> {
  const file = nameOf(expect.getState().testPath!)
  const shown = shownIn.get(file) ?? new Map<string, Shown>()
  shownIn.set(file, shown)
  const told = new Set(events.flatMap(kindsIn))
  for (const type of kindsOf(file).filter((kind) => told.has(kind))) {
    const one = shown.get(type) ?? { roles: new Set(), missed: false }
    shown.set(type, one)
    one.roles.add(role)
    one.missed ||= await differs(events.map((event) => without(event, type)))
  }
}

const partsOf = ({ type, data }: StreamEvent) => (type === 'batch.applied' ? data.events as { type: string }[] : [])
const kindsIn = (event: StreamEvent) => [event.type, ...partsOf(event).map(({ type }) => type)]

/** As if nothing were known of a kind: its events have their numbers still, parts of a batch are left out. */
function without(event: StreamEvent, type: string): StreamEvent {
  if (event.type === type) return { ...event, type: 'unknown.kind' }
  const parts = partsOf(event)
  return parts.length > 0 ? { ...event, data: { ...event.data, events: parts.filter((part) => part.type !== type) } } : event
}

/** What a file, all of whose tests passed, did not show of what the table says. */
export function notShownIn(path: string): string[] {
  const file = nameOf(path)
  return kindsOf(file).flatMap((type) => {
    const one = shownIn.get(file)?.get(type)
    const lacking = roles.filter((role) => !one?.roles.has(role))
    return [
      ...(isPrivate(type) && lacking.length < roles.length ? [] : lacking.map((role) => `${type} is not verified for a viewer who is ${role}`)),
      ...(one?.missed ? [] : [`${type} is missed by no screen when it is left out`]),
    ]
  })
}

/** Told to one member alone, who may have any role. */
const isPrivate = (type: string) => eventsByType.get(type)!.streams.every((stream) => stream === 'inbox')
