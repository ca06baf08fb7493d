// Comments are actions of the history; those of one card, oldest first.
import { LENGTHS, LIMITS, Quota } from './import-limits.ts'
import type { PlannedComment } from './import-plan.ts'
import { cut } from './import-text.ts'
import { countOf } from './import-warnings.ts'
import type { Warnings } from './import-warnings.ts'
import { pushTo, timeOfId } from './trello.entry.ts'
import type { Entry } from './trello.entry.ts'
import type { People } from './trello.people.ts'

/** A copied card keeps its comments as actions of the second type. */
export const COMMENT_TYPES = new Set<unknown>(['commentCard', 'copyCommentCard'])
const NO_TIME = '1970-01-01T00:00:00.000Z'

interface Found { action: Entry; body: string }

export class Comments {
  readonly #warnings: Warnings
  readonly #people: People
  readonly #byCard = new Map<string, Found[]>()
  readonly #quota = new Quota('comments', LIMITS.details)

  constructor(actions: readonly Entry[], cards: readonly Entry[], people: People, warnings: Warnings) {
    this.#warnings = warnings
    this.#people = people
    const cardIds = new Set(cards.map((card) => card.id))
    const seen = new Map<string, string>()
    for (const action of actions) if (COMMENT_TYPES.has(action.record.type)) this.#sort(action, cardIds, seen)
  }

  /** The card's comments. Called once a card: of two with one id the first gets them. */
  ofCard(card: Entry): PlannedComment[] {
    const found = this.#byCard.get(card.id) ?? []
    this.#byCard.delete(card.id)
    // The history has the newest first; turned round, comments of one instant come in the order they were written.
    return found.toReversed().map((comment) => this.#plan(comment, card))
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  }

  #sort(action: Entry, cardIds: Set<string>, seen: Map<string, string>): void {
    const data = action.child('data')
    const body = data?.text('text') ?? ''
    const card = data?.child('card')?.id || data?.text('idCard') || ''
    if (card === '' || !cardIds.has(card)) {
      this.#warnings.tally('lost_comments', action.at, (count) =>
        `${countOf(count, 'comment')} of cards that are not in the file were left out`)
      return
    }
    if (body.trim() === '') return this.#warnings.add('empty_comment', 'A comment without text was left out', action.at)
    if (action.id !== '' && seen.get(action.id) === body) {
      return this.#warnings.add('duplicate_id', 'A comment that is in the file twice was taken once', action.at)
    }
    if (action.id !== '') seen.set(action.id, body)
    this.#quota.spend(action.at)
    pushTo(this.#byCard, card, { action, body })
  }

  #plan({ action, body }: Found, card: Entry): PlannedComment {
    const at = action.time('date') ?? timeOfId(action.id)
    if (at === null) {
      this.#warnings.add('no_time', 'A comment without a time got the one of its card', `${action.at}/date`)
    }
    if (body.length > LENGTHS.prose) {
      this.#warnings.add('text_cut', 'A comment was cut to 100,000 characters', `${action.at}/data/text`)
    }
    return {
      author: this.#people.authorOf(action),
      body: cut(body, LENGTHS.prose),
      at: at ?? timeOfId(card.id) ?? NO_TIME,
    }
  }
}
