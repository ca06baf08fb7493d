// What events tell of how a project stands. Apart from the endpoint: the browser reads it off as well.
import type { StreamEvent } from '../streams.ts'
import type { StandingChange } from './project-history.ts'
import type { Project } from './projects.ts'

/** What is told, each from what to what. */
export const standingFields = ['status', 'health', 'healthNote'] as const

/** What an event alone tells of it. */
export type Standing = Pick<StandingChange, 'kind' | 'changes'>

type Told = Pick<StreamEvent, 'type' | 'data'>
type Pairs = Record<string, [unknown, unknown] | undefined>

/** What an event tells of how the project stands; null where it tells nothing of it. */
export function standingIn({ type, data }: Told, projectId: string): Standing | null {
  if (type === 'batch.applied') return inBatch(data.events as Told[], projectId)
  if (type === 'project.created' || type === 'project.entered') {
    const told = data.project as Project
    if (told.id !== projectId) return null
    const before: Record<string, unknown> = { status: null, health: null, healthNote: '' }
    return { kind: type === 'project.created' ? 'created' : 'entered', changes: differing(standingFields.map((field) => [field, [before[field], told[field]]])) }
  }
  if (type !== 'project.updated' || data.projectId !== projectId) return null
  const changes = data.changes as Pairs
  const told = standingFields.filter((field) => changes[field])
  return told.length > 0 ? { kind: 'changed', changes: differing(told.map((field) => [field, changes[field]!])) } : null
}

/** An undo may change it more than once: told is the first before and the last after. */
function inBatch(events: readonly Told[], projectId: string): Standing | null {
  const all = events.flatMap((event) => standingIn(event, projectId) ?? [])
  if (all.length === 0) return null
  const pairs: Pairs = {}
  for (const { changes } of all) {
    for (const [field, [before, after]] of Object.entries(changes)) pairs[field] = [pairs[field] ? pairs[field][0] : before, after]
  }
  return { kind: all[0]!.kind, changes: differing(Object.entries(pairs) as [string, [unknown, unknown]][]) }
}

const differing = (pairs: readonly (readonly [string, [unknown, unknown]])[]): Standing['changes'] =>
  Object.fromEntries(pairs.filter(([, [before, after]]) => before !== after))

/** The note on the health after it, from that before: what is new here says all of it. */
export const noteAfter = ({ kind, changes }: Standing, before: string): string => changes.healthNote?.[1] ?? (kind === 'changed' ? before : '')
