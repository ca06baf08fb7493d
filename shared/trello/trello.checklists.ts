// Checklists of the cards, from the board or, in exports made through the API, from the cards themselves.
import { LENGTHS, LIMITS, Quota } from './import-limits.ts'
import type { PlannedChecklist } from './import-plan.ts'
import { cut, oneLine } from './import-text.ts'
import { countOf } from './import-warnings.ts'
import type { Warnings } from './import-warnings.ts'
import { inOrder, isRecord, pushTo } from './trello.entry.ts'
import type { Entry } from './trello.entry.ts'

type PlannedItem = PlannedChecklist['items'][number]
type States = ReadonlyMap<unknown, boolean>

export class Checklists {
  readonly #warnings: Warnings
  readonly #byCard = new Map<string, Entry[]>()
  readonly #ids = new Set<string>()
  readonly #lists = new Quota('checklists', LIMITS.details)
  readonly #items = new Quota('check items', LIMITS.details)

  constructor(board: Entry, cards: readonly Entry[], warnings: Warnings) {
    this.#warnings = warnings
    const cardIds = new Set(cards.map((card) => card.id))
    const owners = new Map(cards.flatMap((card) => listedIn(card).map((id) => [id, card.id] as const)))
    for (const checklist of board.entries('checklists')) {
      const card = checklist.text('idCard') || owners.get(checklist.id) || ''
      this.#ids.add(checklist.id)
      if (card !== '' && cardIds.has(card)) pushTo(this.#byCard, card, checklist)
      else this.#lost(checklist)
    }
  }

  /** The card's checklists in order. Called once a card: of two with one id the first gets them. */
  ofCard(card: Entry): { checklists: PlannedChecklist[]; longTexts: string[] } {
    const own = this.#byCard.get(card.id) ?? []
    if (card.id !== '') this.#byCard.delete(card.id)
    const nested = card.entries('checklists').filter((checklist) => !this.#ids.has(checklist.id))
    const states = statesOf(card)
    const longTexts: string[] = []
    const checklists = inOrder([...own, ...nested]).map((checklist) => this.#plan(checklist, states, longTexts))
    return { checklists, longTexts }
  }

  #plan(checklist: Entry, states: States, longTexts: string[]): PlannedChecklist {
    this.#lists.spend(checklist.at)
    const title = oneLine(checklist.text('name'))
    if (title.length > LENGTHS.name) {
      longTexts.push(title)
      this.#cut(checklist)
    }
    const items = inOrder(checklist.entries('checkItems')).map((item) => this.#planItem(item, states, longTexts))
    return { title: cut(title, LENGTHS.name) || 'Checklist', items }
  }

  #planItem(item: Entry, states: States, longTexts: string[]): PlannedItem {
    this.#items.spend(item.at)
    const text = oneLine(item.text('name'))
    if (text.length > LENGTHS.item) {
      longTexts.push(text)
      this.#cut(item)
    }
    if (text === '') this.#warnings.add('empty_name', 'A check item without a text is called “Untitled item”', item.at)
    if (item.record.due || item.record.idMember) {
      this.#warnings.tally('check_item_details', item.at, (count) =>
        `Due dates and members of ${countOf(count, 'check item')} were not taken over`)
    }
    const state = item.text('state')
    const done = state === '' ? states.get(item.id) === true : state === 'complete'
    return { text: cut(text, LENGTHS.item) || 'Untitled item', done }
  }

  #cut(entry: Entry): void {
    const message = 'A long text of a checklist was cut; the description holds all of it'
    this.#warnings.add('text_cut', message, `${entry.at}/name`)
  }

  #lost(checklist: Entry): void {
    this.#warnings.tally('lost_checklists', checklist.at, (count) =>
      `${countOf(count, 'checklist')} of cards that are not in the file were left out`)
  }
}

function listedIn(card: Entry): string[] {
  const ids = card.record.idChecklists
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
}

/** The oldest exports tell the state of check items at the card. */
function statesOf(card: Entry): States {
  const states = card.record.checkItemStates
  const known = Array.isArray(states) ? states.filter(isRecord) : []
  return new Map(known.map((state) => [state.idCheckItem, state.state === 'complete']))
}
