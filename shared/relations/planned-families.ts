// Which task of a file is below which. Pure, and without recursion.
import { LEVELS } from './levels.ts'
import type { Find, Kin, Report } from './planned-relations.ts'
import { withoutRings } from './rings.ts'

interface Edge { from: number; to: number; at: string }

/** Of each row the place of its parent; what would be a ring, a second parent or too deep is reported and left out. */
export function familiesOf(rows: readonly Kin[], find: Find, report: Report): (number | null)[] {
  const edges = withoutRings(saidParents(rows, find, report), ({ at }) => report('parent_ring', at))
  const up = new Map(edges.map((edge) => [edge.from, edge]))
  const levels = new Map<number, number>()
  for (const place of rows.keys()) levelUp(place, up, levels, report)
  return rows.map((_, place) => up.get(place)?.to ?? null)
}

/** From the subtask up; what the subtask says itself goes before what is said of it. */
function saidParents(rows: readonly Kin[], find: Find, report: Report): Edge[] {
  const said = new Map<number, Edge>()
  const add = (edge: Edge) => {
    const known = said.get(edge.from)
    if (!known) said.set(edge.from, edge)
    else if (known.to !== edge.to) report('second_parent', edge.at)
  }
  rows.forEach(({ parent }, place) => {
    const to = parent && find(place, parent)
    if (to !== null) add({ from: place, to, at: parent!.at })
  })
  rows.forEach(({ subtasks }, place) => {
    for (const reference of subtasks) {
      const from = find(place, reference)
      if (from !== null) add({ from, to: place, at: reference.at })
    }
  })
  return [...said.values()]
}

/** Notes on which level the task and all above it stand; whoever would be too deep stands for itself. */
function levelUp(place: number, up: Map<number, Edge>, levels: Map<number, number>, report: Report): void {
  const path: number[] = []
  for (let at: number | undefined = place; at !== undefined && !levels.has(at); at = up.get(at)?.to) path.push(at)
  for (const one of path.reverse()) {
    const edge = up.get(one)
    const level = edge ? levels.get(edge.to)! + 1 : 1
    if (level > LEVELS) {
      report('too_deep', edge!.at)
      up.delete(one)
    }
    levels.set(one, level > LEVELS ? 1 : level)
  }
}
