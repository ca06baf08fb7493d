// Names what a board of Trello has and a project of ours has not, so that nobody finds out later.
import type { PlannedTask } from './import-plan.ts'
import { countOf } from './import-warnings.ts'
import type { Warnings } from './import-warnings.ts'
import { COMMENT_TYPES } from './trello.comments.ts'
import { isRecord } from './trello.entry.ts'
import type { Entry, JsonRecord } from './trello.entry.ts'

interface Loss { code: string; what: string; has: (card: JsonRecord) => boolean }

const LOSSES: Loss[] = [
  { code: 'custom_fields', what: 'Custom fields', has: (card) => isFilled(card.customFieldItems) },
  { code: 'stickers', what: 'Stickers', has: (card) => isFilled(card.stickers) },
  { code: 'votes', what: 'Votes', has: (card) => isFilled(card.idMembersVoted) || badge(card, 'votes') > 0 },
  { code: 'covers', what: 'Covers', has: hasCover },
  { code: 'locations', what: 'Locations', has: hasLocation },
  { code: 'power_ups', what: 'Data of power-ups', has: (card) => isFilled(card.pluginData) },
  { code: 'reminders', what: 'Reminders', has: hasReminder },
  { code: 'card_templates', what: 'The mark “template”', has: (card) => card.isTemplate === true },
  { code: 'card_roles', what: 'The role (mirror, link, separator)', has: (card) => isSaid(card.cardRole) },
]

export function noteCardLosses(card: Entry, warnings: Warnings): void {
  for (const { code, what, has } of LOSSES) {
    if (has(card.record)) {
      warnings.tally(code, card.at, (count) => `${what} of ${countOf(count, 'card')} could not be taken over`)
    }
  }
}

/** The counts on a card's badges tell what the export itself left out. */
export function noteMissing(card: Entry, task: PlannedTask, warnings: Warnings): void {
  const missing = badge(card.record, 'comments') - task.comments.length
  if (missing > 0) {
    warnings.tally('missing_comments', card.at, (count) =>
      `${countOf(count, 'comment')} missing from the file: it has only the newest 1,000 actions of the board`, missing)
  }
  const items = task.checklists.reduce((sum, checklist) => sum + checklist.items.length, 0)
  const missingItems = badge(card.record, 'checkItems') - items
  if (missingItems > 0) {
    warnings.tally('missing_check_items', card.at, (count) =>
      `${countOf(count, 'check item')} missing from the file`, missingItems)
  }
}

export function noteBoardLosses(board: Entry, actions: readonly Entry[], warnings: Warnings): void {
  const { record } = board
  if (isSaid(record.desc)) {
    warnings.add('board_description', 'The description of the board could not be taken over', '/desc')
  }
  if (record.closed === true) {
    warnings.add('board_closed', 'The board is closed in Trello, the project is open', '/closed')
  }
  const history = actions.filter((action) => !COMMENT_TYPES.has(action.record.type)).length
  if (history > 0) {
    warnings.add('history', `The history (${countOf(history, 'action')}) could not be taken over`, '/actions')
  }
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0
}

function isSaid(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== ''
}

function hasCover(card: JsonRecord): boolean {
  const cover: JsonRecord = isRecord(card.cover) ? card.cover : {}
  const { idAttachment, color, idUploadedBackground, idPlugin } = cover
  return [card.idAttachmentCover, idAttachment, color, idUploadedBackground, idPlugin].some(isSaid)
}

function hasReminder(card: JsonRecord): boolean {
  return Number.isInteger(card.dueReminder) && card.dueReminder !== -1
}

function hasLocation(card: JsonRecord): boolean {
  return isSaid(card.address) || isSaid(card.locationName) || isRecord(card.coordinates)
}

/** A number on the card's badges; what no card can have counts as nothing. */
function badge(card: JsonRecord, name: string): number {
  const value = isRecord(card.badges) ? card.badges[name] : 0
  return typeof value === 'number' && Number.isInteger(value) && value < 1_000_000 ? Math.max(0, value) : 0
}
