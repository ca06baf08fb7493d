// Names of the people of a board, those who left included where the history still tells them.
import { LENGTHS, LIMITS, Quota } from './import-limits.ts'
import { cut, oneLine } from './import-text.ts'
import { countOf } from './import-warnings.ts'
import type { Warnings } from './import-warnings.ts'
import { isRecord } from './trello.entry.ts'
import type { Entry } from './trello.entry.ts'

const NAMED_IN_WARNING = 10

export class People {
  readonly #warnings: Warnings
  /** Names that are members here: whoever has a task keeps it. */
  readonly #known: ReadonlySet<string>
  readonly #names = new Map<string, string>()
  readonly #hinted = new Set<string>()
  readonly #quota = new Quota('members on cards', LIMITS.details)

  constructor(board: Entry, actions: readonly Entry[], warnings: Warnings, known: ReadonlySet<string>) {
    this.#warnings = warnings
    this.#known = known
    for (const member of board.entries('members')) this.#learn(member)
    for (const action of actions) {
      for (const key of ['memberCreator', 'member']) {
        const member = isRecord(action.record[key]) ? action.child(key) : null
        if (member && !this.#names.has(member.id)) this.#learn(member)
      }
    }
  }

  /** Who did an action; people who left Trello have no name any more. */
  authorOf(action: Entry): string {
    const creator = action.child('memberCreator')
    const own = creator ? nameOf(creator) : ''
    return own || this.#names.get(action.text('idMemberCreator')) || 'Unknown'
  }

  ofCard(card: Entry): string[] {
    const names = new Set<string>()
    for (const id of card.ids('idMembers')) {
      const name = this.#names.get(id)
      if (name) names.add(name)
      else this.#warnings.add('unknown_member', 'A card names a member who is not in the file', `${card.at}/idMembers`)
    }
    for (const member of card.entries('members')) names.add(nameOf(member))
    names.delete('')
    const strange = new Set([...names].filter((name) => !this.#known.has(name)))
    if (strange.size > 0) this.#hint(strange, card)
    return [...names]
  }

  #learn(member: Entry): void {
    const name = nameOf(member)
    if (member.id !== '' && name !== '') this.#names.set(member.id, name)
  }

  #hint(names: Set<string>, card: Entry): void {
    for (const name of names) {
      this.#quota.spend(`${card.at}/idMembers`)
      this.#hinted.add(name)
    }
    this.#warnings.tally('members_as_hints', `${card.at}/idMembers`, (count) => {
      const shown = [...this.#hinted].slice(0, NAMED_IN_WARNING).map((name) => cut(name, 60)).join(', ')
      const rest = this.#hinted.size > NAMED_IN_WARNING ? ', …' : ''
      return `${countOf(count, 'task')} had members (${shown}${rest}): kept as hints, nobody was assigned`
    })
  }
}

function nameOf(member: Entry): string {
  const name = oneLine(member.text('fullName')) || oneLine(member.text('username'))
  return cut(name, LENGTHS.person)
}
