// Real boards from public repositories come in with exactly the counts that were taken from them by hand.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { planTrelloImport } from '../../../shared/trello/plan.ts'
import { expectSound } from './trello-plan-checks.ts'

// lists open/closed, cards open/closed, labels used, checklists, items done/open, comments, attachments, due dates
const BOARDS: Record<string, readonly number[]> = {
  'simple-project-board': [4, 1, 9, 1, 3, 4, 7, 5, 4, 5, 0],
  'welcome-board': [3, 0, 18, 0, 2, 1, 1, 2, 2, 2, 0],
  'one-card-two-comments': [3, 0, 1, 0, 0, 0, 0, 0, 2, 0, 0],
  'kanban-template': [7, 1, 15, 1, 0, 0, 0, 0, 0, 9, 1],
  tellybox: [21, 0, 206, 0, 0, 0, 0, 0, 0, 0, 0],
  'csse3002-example': [6, 0, 9, 0, 2, 0, 0, 0, 0, 0, 0],
  'trello-cms-page': [5, 3, 16, 4, 0, 0, 0, 0, 0, 6, 0],
  'json-parse-test': [2, 0, 4, 0, 0, 2, 3, 2, 0, 3, 0],
  'devops-for-planets': [2, 0, 12, 0, 0, 12, 0, 70, 0, 0, 0],
}

const folder = new URL('../../../../shared/data/trello/', import.meta.url)
const isPresent = existsSync(folder)
if (!isPresent) console.warn('SKIPPED: the real Trello boards are not beside this repository (../shared/data/trello)')

describe('real boards', () => {
  it.skipIf(!isPresent).each(Object.entries(BOARDS))('%s comes in whole', (name, expected) => {
    const plan = planTrelloImport(readFileSync(new URL(`${name}.json`, folder), 'utf8'))
    const { statuses, tasks, labels, checklists, checklistItems, comments, attachments } = plan.counts
    expect([
      statuses.open, statuses.archived, tasks.open, tasks.archived, labels, checklists,
      checklistItems.done, checklistItems.open, comments, attachments,
      plan.tasks.filter((task) => task.dueAt !== null).length,
    ]).toEqual(expected)
    expectSound(plan)
    const losses = plan.warnings.filter(({ code }) => /^(wrong|lost|missing|unsafe|unknown|empty|text)_/.test(code))
    expect(losses).toEqual([])
  })
})

describe('a huge board', () => {
  // What takes time in the square of the cards does not end within the test's minute.
  it('of 2,000 cards with 20 items and 10 comments each is planned', () => {
    const plan = planTrelloImport(hugeBoard(2_000, 20, 10))
    expect(plan.counts).toMatchObject({ tasks: { open: 2_000 }, checklistItems: { open: 40_000 }, comments: 20_000 })
  }, 60_000)

  it('of 20,000 cards, all tied on their place, is planned', () => {
    expect(planTrelloImport(hugeBoard(20_000, 5, 3)).tasks.length).toBe(20_000)
  }, 60_000)
})

function hugeBoard(cards: number, items: number, comments: number): string {
  const each = (length: number, make: (index: number) => object) => Array.from({ length }, (_, index) => make(index))
  return JSON.stringify({
    name: 'Huge',
    lists: each(20, (index) => ({ id: `l${index}`, name: `List ${index}`, pos: index })),
    cards: each(cards, (index) => ({
      id: `c${index}`, idList: `l${index % 20}`, name: `Card ${index}`, desc: 'Words '.repeat(20), pos: 1,
      labels: [{ color: 'green', name: '', id: `g${index % 500}` }],
    })),
    checklists: each(cards, (index) => ({
      id: `k${index}`, idCard: `c${index}`, name: 'K',
      checkItems: each(items, (item) => ({ name: `Item ${item}`, state: 'incomplete', pos: -item })),
    })),
    actions: each(cards * comments, (index) => ({
      id: `a${index}`, type: 'commentCard', date: '2020-01-01T00:00:00.000Z',
      data: { text: `Comment ${index}`, card: { id: `c${index % cards}` } },
    })),
  })
}
