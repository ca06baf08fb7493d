// From a place among the cards that stay to one in the drawn list, where the held cards still stand, and back. Pure.
import { indexAt } from './window.ts'

type IsHeld = (id: string) => boolean

/** What a card takes before it was measured, and what is between two, by density. */
export const cardGuess = { comfortable: 104, compact: 88, dense: 60 }
export const cardGap = { comfortable: 8, compact: 6, dense: 4 }

/** The position in the drawn list of a place among the others. */
export function positionOf(ids: readonly string[], index: number, isHeld: IsHeld): number {
  let position = 0
  for (let others = 0; position < ids.length && others < index; position += 1) {
    if (!isHeld(ids[position]!)) others += 1
  }
  return position
}

/** The place among the others that a height in the list means: before a card above its middle, behind it below. */
export function placeAt(ids: readonly string[], edges: Float64Array, gap: number, y: number, isHeld: IsHeld): number {
  if (ids.length === 0) return 0
  const over = indexAt(edges, y)
  const middle = (edges[over]! + edges[over + 1]! - gap) / 2
  const position = y > middle ? over + 1 : over
  return position - ids.slice(0, position).filter(isHeld).length
}
