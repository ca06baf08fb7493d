// Saved views: the choices of the filter bar as a filter and back, the address of a view, and whether it was changed.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dueFilters, emptyFilter, readFilter, type BoardFilter } from '../../../client/features/board/board-filter.ts'
import { chipsOfText, textOfChips } from '../../../client/features/views/chips.ts'
import { isChanged, viewAddress, wholeFilter, type ViewState } from '../../../client/features/views/view-state.ts'
import { priorities } from '../../../shared/features/priority.ts'
import { parseFilter } from '../../../shared/filter/parse.ts'

const [me, ade, bug] = [1, 2, 3].map((digit) => `00000000-0000-7000-8000-00000000000${digit}`) as [string, string, string]
const plain: ViewState = { kind: 'board', filter: '', sort: null, group: null, lanes: null, columns: null }

describe('choices as a filter', () => {
  it('say the same, oneself as `me`', () => {
    const chips: BoardFilter = { text: 'pay back', people: [me, ade, 'none'], labels: [bug], priorities: ['high', 'urgent'], due: 'late' }
    expect(textOfChips(chips, me)).toBe(
      `text~pay and text~back and assignee in (me, ${ade}, none) and label=${bug} and priority in (high, urgent) and due<now and open=true`)
    expect(textOfChips(emptyFilter, me)).toBe('')
  })

  it('come back from it, whatever was chosen', () => {
    fc.assert(fc.property(fc.record({
      text: fc.array(fc.constantFrom('pay', 'a"b', 'and', 'me', 'ÄÖ', 'x\\y', '(1)')).map((words) => words.join(' ')),
      people: fc.subarray([me, ade, 'none']), labels: fc.subarray([bug, ade]), priorities: fc.subarray([...priorities]), due: fc.option(fc.constantFrom(...dueFilters)),
    }), (chips) => {
      const text = textOfChips(chips, me)
      expect(parseFilter(text).fault, text).toBeUndefined()
      expect(chipsOfText(text, me), text).toEqual(chips)
    }))
  })

  it('are none where the filter says more', () => {
    for (const text of ['assignee=me or priority=high', 'status=Done', 'not due=none', 'due<=+7d', 'text~"two words"', 'open=true', 'assignee=Ade', 'priority>=high', 'label=none', 'due<']) {
      expect(chipsOfText(text, me), text).toBeNull()
    }
  })
})

describe('a view', () => {
  it('has an address that shows it: choices where they can say it, else a query', () => {
    const show = (state: Partial<ViewState>) => new URL(viewAddress({ id: 'v', projectId: 'p', teamId: 't', ...plain, ...state }, me), 'http://x')
    expect(viewAddress({ id: 'v', projectId: null, teamId: 't', ...plain, kind: 'table', group: 'project' }, me)).toBe('/teams/t/work?group=project&saved=v')
    const board = show({ filter: 'assignee=me and priority=high', group: 'label', lanes: 'parent' })
    expect([board.pathname, Object.fromEntries(board.searchParams)]).toEqual(['/projects/p', { people: me, priority: 'high', group: 'label', lanes: 'parent', saved: 'v' }])
    expect(readFilter(board.searchParams)).toMatchObject({ people: [me], priorities: ['high'] })
    const table = show({ kind: 'table', filter: 'status=Done or due<now', sort: '-dueAt', columns: ['title', 'due'] })
    expect(Object.fromEntries(table.searchParams)).toEqual({ view: 'table', filter: 'status=Done or due<now', sort: '-dueAt', columns: 'title,due', saved: 'v' })
  })

  it('is changed when something else is shown, not when it is said in other words', () => {
    const view: ViewState = { ...plain, filter: 'priority=high and assignee in (me)' }
    const shown = { ...emptyFilter, people: [me], priorities: ['high'] as const }
    expect(isChanged(view, { ...plain, filter: wholeFilter(shown, '', me) }, me)).toBe(false)
    expect(isChanged(view, { ...plain, filter: wholeFilter(shown, 'title~x', me) }, me)).toBe(true)
    expect(isChanged(view, { ...view, group: 'status' }, me)).toBe(false)
    expect(isChanged(view, { ...view, group: 'person' }, me)).toBe(true)
    expect(isChanged(view, { ...view, lanes: 'person' }, me)).toBe(true)
    expect(isChanged({ ...view, kind: 'table' }, { ...view, kind: 'table', lanes: 'person' }, me)).toBe(false)
    expect(isChanged({ ...view, kind: 'table' }, { ...view, kind: 'table', columns: ['title'] }, me)).toBe(true)
    expect(wholeFilter(emptyFilter, ' status=Done ', me)).toBe('status=Done')
    expect(wholeFilter(shown, 'a=1 or b=2', me)).toBe('assignee=me and priority=high and (a=1 or b=2)')
  })
})
