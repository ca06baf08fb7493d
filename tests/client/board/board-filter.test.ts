// The filter of a board, in the address and on tasks.
import { describe, expect, it } from 'vitest'
import { emptyFilter, filterParams, isEmptyFilter, matcher, readFilter,
  type BoardFilter } from '../../../client/features/board/board-filter.ts'
import { chosenOptions, withChosen } from '../../../client/features/board/filter-choices.ts'
import { filterSentences, without } from '../../../client/features/board/filter-options.ts'
import { aTask } from './tasks.ts'

const filter: BoardFilter = { text: 'refund', people: ['a', 'none'], labels: ['l'], priorities: ['high'], due: 'late' }
const now = Date.parse('2026-11-23T12:00:00Z')
const bounds = { now, endOfToday: Date.parse('2026-11-23T23:59:00Z') }
const shows = (of: Partial<BoardFilter>, over = false) => matcher({ ...emptyFilter, ...of }, bounds, () => over)

describe('the filter in the address', () => {
  it('comes back as it went', () => {
    const params = new URLSearchParams(Object.entries(filterParams(filter)).filter((pair): pair is [string, string] =>
      pair[1] !== null))
    expect(readFilter(params)).toEqual(filter)
  })

  it('leaves out what it does not know', () => {
    expect(isEmptyFilter(readFilter(new URLSearchParams('due=someday&priority=loud&text=')))).toBe(true)
  })
})

describe('the filter on tasks', () => {
  it('finds words of title and key in any order and case', () => {
    expect(shows({ text: 'TWICE web-8' })(aTask({ key: 'WEB-8', title: 'Mails are sent twice' }))).toBe(true)
    expect(shows({ text: 'thrice' })(aTask({ title: 'Mails are sent twice' }))).toBe(false)
  })

  it('shows tasks of any of the people, or of nobody', () => {
    expect(shows({ people: ['a'] })(aTask({ assigneeIds: ['b', 'a'] }))).toBe(true)
    expect(shows({ people: ['a'] })(aTask({ assigneeIds: [] }))).toBe(false)
    expect(shows({ people: ['none'] })(aTask({ assigneeIds: [] }))).toBe(true)
  })

  it('needs all kinds to fit', () => {
    expect(shows({ labels: ['l'], priorities: ['high'] })(aTask({ labelIds: ['l'], priority: 'low' }))).toBe(false)
  })

  it('knows late, today, this week and without a day', () => {
    const due = (dueAt: string | null) => aTask({ dueAt })
    expect(shows({ due: 'late' })(due('2026-11-22T10:00:00Z'))).toBe(true)
    expect(shows({ due: 'late' }, true)(due('2026-11-22T10:00:00Z'))).toBe(false)
    expect(shows({ due: 'today' })(due('2026-11-23T20:00:00Z'))).toBe(true)
    expect(shows({ due: 'today' })(due('2026-11-25T20:00:00Z'))).toBe(false)
    expect(shows({ due: 'week' })(due('2026-11-29T20:00:00Z'))).toBe(true)
    expect(shows({ due: 'none' })(due(null))).toBe(true)
  })
})

describe('the filter in words', () => {
  const name = (_: string, id: string) => ({ me: 'you', a: 'Ade' })[id] ?? id

  it('reads as sentences, oneself first', () => {
    expect(filterSentences({ ...emptyFilter, people: ['a', 'me'], due: 'late' }, name).map(({ text }) =>
      text)).toEqual(['Assignee is you or Ade', 'Late'])
  })

  it('is changed by choosing; of two due days the new one counts', () => {
    expect(withChosen(filter, [...chosenOptions(filter), 'due:week']).due).toBe('week')
    expect(withChosen(emptyFilter, ['people:a', 'labels:l'])).toMatchObject({ people: ['a'], labels: ['l'] })
    expect(without(filter, 'due').due).toBeNull()
  })
})
