// What the tasks of a file are to each other, by the keys that they go by: found in any order, without rings, no deeper than tasks go. Pure.
import type { LinkRole } from '../features/links.ts'
import type { PlannedLink } from '../trello/import-plan.ts'
import { LEVELS } from './levels.ts'
import { withoutRings } from './rings.ts'
import { familiesOf } from './planned-families.ts'

/** Another task as a row names it, and where it says so. */
export interface Reference { key: string; at: string }

/** What a row says of itself and others. */
export interface Kin {
  /** What others call it by. */
  keys: readonly string[]
  parent: Reference | null
  /** Those that it says are below it. */
  subtasks: readonly Reference[]
  links: readonly (Reference & { role: LinkRole })[]
}

export const noKin: Kin = { keys: [], parent: null, subtasks: [], links: [] }

export const relationFaults = ['unknown_task', 'repeated_key', 'self_reference', 'parent_ring', 'too_deep', 'second_parent', 'blocking_ring'] as const
export type RelationFault = (typeof relationFaults)[number]

export const RELATION_FAULTS: Readonly<Record<RelationFault, string>> = {
  unknown_task: 'No task of the file goes by this key',
  repeated_key: 'Several tasks of the file go by this key',
  self_reference: 'A task cannot be linked to itself, or be its own subtask',
  parent_ring: 'A task cannot be below its own subtasks',
  too_deep: `Subtasks can be ${LEVELS - 1} levels deep`,
  second_parent: 'This task is below another one already',
  blocking_ring: 'Then these tasks would block each other, and none could be finished first',
}

/** Tells of a reference that is left out. */
export type Report = (fault: RelationFault, at: string) => void

export interface Relations {
  /** Of each row the place of its parent. */
  parents: (number | null)[]
  links: PlannedLink[]
}

/** All that fits together; what does not is reported and left out. */
export function relate(rows: readonly Kin[], report: Report): Relations {
  const places = placesOf(rows)
  const find = (from: number, { key, at }: Reference): number | null => {
    const [place, ...others] = places.get(keyOf(key)) ?? []
    const fault = place === undefined ? 'unknown_task' : others.length > 0 ? 'repeated_key' : place === from ? 'self_reference' : null
    if (fault) report(fault, at)
    return fault ? null : place!
  }
  return { parents: familiesOf(rows, find, report), links: linksOf(rows, find, report) }
}

export type Find = (from: number, reference: Reference) => number | null

const keyOf = (key: string) => key.trim().toLowerCase()

function placesOf(rows: readonly Kin[]): Map<string, number[]> {
  const places = new Map<string, number[]>()
  rows.forEach(({ keys }, place) => {
    for (const key of new Set(keys.map(keyOf))) {
      const known = places.get(key)
      if (known) known.push(place)
      else if (key !== '') places.set(key, [place])
    }
  })
  return places
}

/** Each once, from whichever end it is told. */
function linksOf(rows: readonly Kin[], find: Find, report: Report): PlannedLink[] {
  const found = new Map<string, PlannedLink & { at: string }>()
  rows.forEach(({ links }, place) => {
    for (const { role, ...reference } of links) {
      const other = find(place, reference)
      if (other === null) continue
      const link = linkOf(role, place, other)
      const name = `${link.kind} ${link.from} ${link.to}`
      if (!found.has(name)) found.set(name, { ...link, at: reference.at })
    }
  })
  const links = [...found.values()]
  const open = new Set(withoutRings(links.filter(({ kind }) => kind === 'blocks'), ({ at }) => report('blocking_ring', at)))
  return links.filter((link) => link.kind !== 'blocks' || open.has(link)).map(({ at: _, ...link }) => link)
}

function linkOf(role: LinkRole, place: number, other: number): PlannedLink {
  if (role === 'relates') return { kind: 'relates', from: Math.min(place, other), to: Math.max(place, other) }
  if (role === 'blocked_by' || role === 'duplicated_by') return { kind: role === 'blocked_by' ? 'blocks' : 'duplicates', from: other, to: place }
  return { kind: role, from: place, to: other }
}
