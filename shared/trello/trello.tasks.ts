// Cards become tasks: which status, in which order, with everything that belongs to them.
import { LENGTHS } from './import-limits.ts'
import type { PlannedTask } from './import-plan.ts'
import { cut, oneLine } from './import-text.ts'
import type { Warnings } from './import-warnings.ts'
import type { Attachments } from './trello.attachments.ts'
import type { Checklists } from './trello.checklists.ts'
import type { Comments } from './trello.comments.ts'
import { comparePositions, timeOfId } from './trello.entry.ts'
import type { Entry } from './trello.entry.ts'
import type { LabelBook } from './trello.labels.ts'
import type { Columns } from './trello.lists.ts'
import type { People } from './trello.people.ts'

export interface PlacedCard { card: Entry; status: number }

export interface Sources {
  labels: LabelBook
  people: People
  checklists: Checklists
  comments: Comments
  attachments: Attachments
  warnings: Warnings
}

const NO_TIME = '1970-01-01T00:00:00.000Z'

/** Status by status in order of `pos`; cards whose list is not in the file come last in the first open status. */
export function placeCards(cards: readonly Entry[], columns: Columns, warnings: Warnings): PlacedCard[] {
  noteIds(cards, warnings)
  return cards
    .map((card) => {
      const status = columns.byList.get(card.text('idList'))
      if (status === undefined) noteLostList(card, columns, warnings)
      return { card, status: status ?? columns.shelter, isLost: status === undefined, position: card.position }
    })
    .sort((a, b) =>
      a.status - b.status || Number(a.isLost) - Number(b.isLost) || comparePositions(a.position, b.position))
    .map(({ card, status }) => ({ card, status }))
}

export function planTask({ card, status }: PlacedCard, from: Sources): PlannedTask {
  const { checklists, longTexts } = from.checklists.ofCard(card)
  const createdAt = timeOfId(card.id)
  return {
    ...planTexts(card, longTexts, from.warnings),
    status,
    archivedAt: card.flag('closed') ? closedAt(card) ?? createdAt ?? NO_TIME : null,
    labels: from.labels.ofCard(card),
    dueAt: card.time('due'),
    startAt: card.time('start'),
    done: card.flag('dueComplete'),
    createdAt,
    people: from.people.ofCard(card),
    checklists,
    comments: from.comments.ofCard(card),
    attachments: from.attachments.ofCard(card),
  }
}

function planTexts(card: Entry, longTexts: string[], warnings: Warnings): { title: string; description: string } {
  const name = oneLine(card.text('name'))
  const isLong = name.length > LENGTHS.name
  if (name === '') warnings.add('empty_name', 'A card without a title is called “Untitled”', `${card.at}/name`)
  if (isLong) {
    const message = 'A title was cut to 500 characters; the description holds all of it'
    warnings.add('text_cut', message, `${card.at}/name`)
  }
  const parts = [isLong ? name : '', card.text('desc'), ...longTexts].filter((part) => part.trim() !== '')
  const description = parts.join('\n\n')
  if (description.length > LENGTHS.prose) {
    warnings.add('text_cut', 'A description was cut to 100,000 characters', `${card.at}/desc`)
  }
  return { title: cut(name, LENGTHS.name) || 'Untitled', description: cut(description, LENGTHS.prose) }
}

function closedAt(card: Entry): string | null {
  return card.time('dateClosed') ?? card.time('dateLastActivity')
}

function noteIds(cards: readonly Entry[], warnings: Warnings): void {
  const seen = new Set<string>()
  for (const card of cards) {
    if (card.id === '') warnings.add('missing_id', 'A card has no id: it came in without comments', card.at)
    else if (seen.has(card.id)) {
      warnings.add('duplicate_id', 'Two cards have the same id: both came in, one of them got the comments', card.at)
    }
    seen.add(card.id)
  }
}

function noteLostList(card: Entry, columns: Columns, warnings: Warnings): void {
  const shelter = cut(columns.statuses[columns.shelter]?.name ?? '', 60)
  const title = cut(oneLine(card.text('name')), 60)
  const message = `“${title}” is in a list that is not in the file: it was put into “${shelter}”`
  warnings.add('lost_list', message, `${card.at}/idList`)
}
