// What the "Display" menu chooses: how a project's board is grouped, and which facts cards show. Remembered in this
// browser; the grouping stands in the address too.
import { address } from './address.svelte.ts'
import { readGrouping, type Grouping } from './grouping.ts'

export const cardFacts = ['labels', 'people', 'due', 'counts', 'points'] as const
export type CardFact = (typeof cardFacts)[number]

const FACTS = 'lockstep.card.hidden'
const groupKey = (projectId: string) => `lockstep.group.${projectId}`
const laneKey = (projectId: string) => `lockstep.lanes.${projectId}`

function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Storage can be forbidden; the choice then lasts until the page is left.
  }
}

class CardLook {
  #hidden = $state.raw<ReadonlySet<string>>(new Set(read(FACTS)?.split(',')))

  shows(fact: CardFact): boolean {
    return !this.#hidden.has(fact)
  }

  toggle(fact: CardFact): void {
    const hidden = new Set(this.#hidden)
    if (!hidden.delete(fact)) hidden.add(fact)
    this.#hidden = hidden
    write(FACTS, [...hidden].join(','))
  }
}

export const cardLook = new CardLook()

/** An address without a grouping takes the one that was chosen last for this project; a table and a saved view say theirs themselves. */
export function recallGrouping(projectId: string): void {
  if (address.group !== null || address.isTable || address.get('saved') !== null) return
  const lanes = read(laneKey(projectId))
  if (lanes && address.get('lanes') === null) address.set('lanes', lanes)
  const remembered = readGrouping(read(groupKey(projectId)))
  if (remembered) address.setGroup(remembered)
}

/** Null: no lanes. */
export function chooseLanes(projectId: string, by: string | null): void {
  write(laneKey(projectId), by ?? '')
  address.set('lanes', by)
}

/** Null: not grouped, as a table can be. */
export function chooseGrouping(projectId: string, grouping: Grouping | null): void {
  if (grouping !== null && !address.isTable) write(groupKey(projectId), grouping)
  address.setGroup(grouping)
}
