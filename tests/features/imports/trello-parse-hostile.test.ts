// Broken and hostile fields never stop an import, never reach the plan, and are told of.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ImportError, planTrelloImport } from '../../../shared/trello/plan.ts'
import { codesOf, planOf, sampleText, taskOf } from './trello-board.ts'
import { expectSound } from './trello-plan-checks.ts'

describe('a board whose every field is of a wrong kind', () => {
  const plan = planTrelloImport(sampleText('hostile'))

  it('comes in as far as it can', () => {
    expect(plan.name).toBe('Imported board')
    expect(plan.statuses.map(({ name, archived }) => [name, archived])).toEqual([
      ['2024', true], ['Twin', false], ['Untitled list', false],
    ])
    expect(plan.tasks.map((task) => [task.status, task.title])).toEqual([
      [0, 'Zero bell half \uFFFD line break'], [0, 'Twin'], [1, 'Untitled'], [1, 'Untitled'],
    ])
    expectSound(plan)
  })

  it('drops what the database refuses and keeps tabs and line breaks', () => {
    expect(plan.tasks[0]?.description).toBe('Tab\tandline\r\nbreak')
  })

  it('has only links that are safe to click', () => {
    const attachments = plan.tasks.flatMap((task) => task.attachments)
    expect(attachments).toEqual([{ name: 'example.org', url: 'https://example.org/ok' }])
  })

  it('gives comments and checklists of a doubled id to one card', () => {
    const details = plan.tasks.map((task) => [task.comments.length, task.checklists.length])
    expect(details).toEqual([[1, 2], [0, 0], [0, 0], [0, 0]])
    expect(plan.tasks[0]?.comments).toEqual([
      { author: 'Unknown', body: 'Who and when?', at: '1970-01-01T00:00:00.000Z' },
    ])
  })

  it('takes no label, colour or list from an object prototype', () => {
    expect(plan.labels.map((label) => label.color)).toEqual(['slate', 'slate', 'slate', 'slate'])
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  it('tells of all of it', () => {
    expect(codesOf(plan)).toEqual([
      'characters_removed', 'duplicate_id', 'empty_comment', 'empty_name', 'history', 'lost_checklists',
      'lost_comments', 'lost_list', 'missing_id', 'no_time', 'unknown_color', 'unknown_label',
      'unsafe_attachment', 'wrong_type',
    ])
  })
})

describe('single fields', () => {
  it.each([
    ['2024-02-29', '2024-02-29T00:00:00.000Z'], ['2024-02-29T10:00', '2024-02-29T10:00:00.000Z'],
    ['2024-02-29T10:00:00+0200', '2024-02-29T08:00:00.000Z'],
    ['2024-02-29T10:00:00.123456Z', '2024-02-29T10:00:00.123Z'],
    ['', null], [null, null], ['soon', null], ['0000-01-01', null],
    ['9999-12-31T23:59:59-05:00', null], [1700000000000, null],
  ])('a due date of %j becomes %j', (due, expected) => expect(taskOf({ due }).dueAt).toBe(expected))

  it.each([
    ['4e7000000000000000000051', '2011-09-14'], ['000000010000000000000000', undefined], ['card-7', undefined],
  ])('the id %s tells the day %s', (id, day) => expect(taskOf({ id }).createdAt?.slice(0, 10)).toBe(day))

  it('archives a card without any time', () => {
    expect(taskOf({ closed: true }).archivedAt).toBe('1970-01-01T00:00:00.000Z')
    expect(taskOf({ closed: true, id: '4e7000000000000000000051' }).archivedAt).toMatch(/^2011/)
  })

  it('never gives two labels names that differ only in case', () => {
    const labels = [{ name: 'Bug 2' }, { name: 'bug' }, { id: '1', name: 'BUG' }, { id: '2', name: 'Bug' }]
    const plan = planOf({}, { labels })
    expect(plan.labels.map((label) => label.name)).toEqual(['Bug 2', 'bug', 'BUG 3', 'Bug 4'])
    expect(codesOf(plan)).toEqual(['label_renamed'])
  })

  it('merges pages of a history that overlap', () => {
    const action = { id: 'n', type: 'commentCard', date: '2020-01-01', data: { text: 'Hi', card: { id: 'card' } } }
    const plan = planOf({ actions: [action, action, { ...action, data: { ...action.data, text: 'Other' } }] })
    expect(plan.counts.comments).toBe(2)
    expect(codesOf(plan)).toEqual(['duplicate_id'])
  })
})

const TRAPS: unknown[] = [
  null, '', 'javascript:1', '\u0000', '\uD800', -0, 1e308, [], {}, [[]], { toString: 1, valueOf: 1 },
]
const JUNK = fc.oneof(fc.jsonValue(), fc.constantFrom(...TRAPS))
const MUTATION = fc.record({ at: fc.nat(), how: fc.constantFrom('replace', 'remove', 'repeat'), junk: JUNK })

describe('random damage', () => {
  it.each(['modern', 'ancient', 'hostile'] as const)('to fields of %s gives a sound plan or a refusal', (name) => {
    const text = sampleText(name)
    fc.assert(fc.property(fc.array(MUTATION, { minLength: 1, maxLength: 12 }), (mutations) => {
      const board: unknown = JSON.parse(text)
      for (const mutation of mutations) damage(board, mutation.at, mutation.how, mutation.junk)
      expectPlanOrRefusal(JSON.stringify(board))
    }), { numRuns: 1_500 })
  })

  it('to the text of a board gives a sound plan or a refusal', () => {
    const text = sampleText('modern')
    const inserts = fc.string({ unit: 'binary', maxLength: 5 })
    fc.assert(fc.property(fc.nat(text.length), fc.nat(40), inserts, (at, length, insert) => {
      expectPlanOrRefusal(text.slice(0, at) + insert + text.slice(at + length))
    }), { numRuns: 1_500 })
  })
})

function expectPlanOrRefusal(text: string): void {
  try {
    expectSound(planTrelloImport(text))
  } catch (error) {
    if (!(error instanceof ImportError)) throw error
    expect(error.pointer).toMatch(error.code === 'invalid_json' ? /^\d+:\d+$/ : /^(\/[\w/]+)?$/)
  }
}

/** Changes the place that is `at`-th of all places of the value, in the order of a walk. */
function damage(root: unknown, at: number, how: string, junk: unknown): void {
  const places: [Record<string, unknown>, string][] = []
  const open = [root]
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue
    const holder = value as Record<string, unknown>
    for (const key of Object.keys(holder)) {
      places.push([holder, key])
      open.push(holder[key] ?? null)
    }
  }
  const [holder, key] = places[at % Math.max(1, places.length)] ?? []
  if (!holder || key === undefined) return
  if (how === 'remove') delete holder[key]
  else if (how === 'repeat' && Array.isArray(holder)) holder.push(holder[Number(key)])
  else holder[key] = structuredClone(junk)
}
