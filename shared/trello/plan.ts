// Reads a board as Trello exports it (JSON) into a plan; pure, so that it can be tried before anything is written.
import { countPlan } from './import-counts.ts'
import { LENGTHS, LIMITS, Quota } from './import-limits.ts'
import type { ImportPlan } from './import-plan.ts'
import { cut, oneLine } from './import-text.ts'
import { Warnings } from './import-warnings.ts'
import { Attachments } from './trello.attachments.ts'
import { readBoard } from './trello.board.ts'
import { Checklists } from './trello.checklists.ts'
import { Comments } from './trello.comments.ts'
import type { Entry } from './trello.entry.ts'
import { parseExport } from './trello.json.ts'
import { LabelBook } from './trello.labels.ts'
import { planColumns } from './trello.lists.ts'
import { noteBoardLosses, noteCardLosses, noteMissing } from './trello.losses.ts'
import { People } from './trello.people.ts'
import { placeCards, planTask } from './trello.tasks.ts'
import type { Sources } from './trello.tasks.ts'

export { ImportError } from './import-plan.ts'
export type { ImportPlan, LabelColor } from './import-plan.ts'

/**
 * Everything of the board in its final order, with a warning for whatever could not be taken over.
 * `known` are names in the file that are members here. Throws ImportError when the text is no board of Trello or holds too much; a wrong optional field is only a warning.
 */
export function planTrelloImport(text: string, known: ReadonlySet<string> = new Set()): ImportPlan {
  const warnings = new Warnings()
  const board = readBoard(parseExport(text), warnings)
  const cards = board.entries('cards')
  const actions = gatherActions(board, cards)
  const columns = planColumns(board, warnings)
  const sources = gatherSources(board, cards, actions, warnings, new People(board, actions, warnings, known))
  const tasks = placeCards(cards, columns, warnings).map((placed) => {
    const task = planTask(placed, sources)
    noteCardLosses(placed.card, warnings)
    noteMissing(placed.card, task, warnings)
    return task
  })
  noteBoardLosses(board, actions, warnings)
  const content = { name: planName(board, warnings), statuses: columns.statuses, labels: sources.labels.list(), tasks }
  return { ...content, counts: countPlan(content), warnings: warnings.list() }
}

/** The history of the board; exports made through the API may have it at the cards. */
function gatherActions(board: Entry, cards: Entry[]): Entry[] {
  const quota = new Quota('actions', LIMITS.entries)
  const ofCards = cards.flatMap((card) => card.entries('actions').map((action) => {
    quota.spend(action.at)
    return action
  }))
  return [...board.entries('actions'), ...ofCards]
}

function gatherSources(board: Entry, cards: Entry[], actions: Entry[], warnings: Warnings, people: People): Sources {
  return {
    people,
    labels: new LabelBook(board, warnings),
    checklists: new Checklists(board, cards, warnings),
    comments: new Comments(actions, cards, people, warnings),
    attachments: new Attachments(warnings),
    warnings,
  }
}

function planName(board: Entry, warnings: Warnings): string {
  const name = oneLine(board.text('name'))
  if (name === '') warnings.add('empty_name', 'The board has no name: the project is called “Imported board”', '/name')
  if (name.length > LENGTHS.name) warnings.add('text_cut', 'The name of the board was cut to 500 characters', '/name')
  return cut(name, LENGTHS.name) || 'Imported board'
}
