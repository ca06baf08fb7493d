// The filter language: what can be written, what it means, and where it is wrong.
import { describe, expect, it } from 'vitest'
import type { FilterFault } from '../../../shared/filter/filter.ts'
import { parseFilter } from '../../../shared/filter/parse.ts'
import { quoted } from '../../../shared/filter/tokens.ts'

const read = (text: string) => {
  const { filter, fault } = parseFilter(text)
  if (fault) throw new Error(JSON.stringify(fault))
  return filter
}
const term = (field: string, operator: string, ...values: object[]) => ({ kind: 'term', field, operator, values })
const name = (text: string) => ({ kind: 'name', name: text })

describe('the filter language', () => {
  it('reads comparisons of every kind', () => {
    const id = '01234567-89ab-7def-8123-456789abcdef'
    const tries: [string, object][] = [
      ['status=Done', term('status', '=', name('Done'))],
      ['status = "In progress"', term('status', '=', name('In progress'))],
      [`Status!=${id.toUpperCase()}`, term('status', '!=', { kind: 'id', id })],
      [`status="${id}"`, term('status', '=', name(id))],
      ['assignee=me', term('assignee', '=', { kind: 'me' })],
      ['assignee="me"', term('assignee', '=', name('me'))],
      ['assignee in (me, none, "Ade Okafor")', term('assignee', '=', { kind: 'me' }, { kind: 'none' }, name('Ade Okafor'))],
      ['label not in (bug,docs)', term('label', '!=', name('bug'), name('docs'))],
      ['priority>=HIGH', term('priority', '>=', { kind: 'choice', choice: 'high' })],
      ['due<=2026-12-01', term('due', '<=', { kind: 'day', day: '2026-12-01' })],
      ['due<+2w', term('due', '<', { kind: 'days', count: 14 })],
      ['due>-7d', term('due', '>', { kind: 'days', count: -7 })],
      ['due=Today', term('due', '=', { kind: 'days', count: 0 })],
      ['updated>=2026-12-01T10:00+01:00', term('updated', '>=', { kind: 'instant', at: '2026-12-01T09:00:00.000Z' })],
      ['start!=none', term('start', '!=', { kind: 'none' })],
      ['progress<50', term('progress', '<', { kind: 'number', number: 50 })],
      ['key=web-12', term('key', '=', name('web-12'))],
      ['text~"say \\"pay\\" \\\\ twice"', term('text', '~', name('say "pay" \\ twice'))],
      ['title~and', term('title', '~', name('and'))],
      ['archived=true', term('archived', '=', { kind: 'choice', choice: 'true' })],
    ]
    for (const [text, filter] of tries) expect(read(text), text).toEqual(filter)
  })

  it('binds not before and, and before or; parentheses before all', () => {
    const [a, b, c] = [term('title', '~', name('a')), term('title', '~', name('b')), term('title', '~', name('c'))]
    expect(read('title~a or title~b and title~c')).toEqual({ kind: 'or', parts: [a, { kind: 'and', parts: [b, c] }] })
    expect(read('(title~a OR title~b) AND title~c')).toEqual({ kind: 'and', parts: [{ kind: 'or', parts: [a, b] }, c] })
    expect(read('not title~a and title~b')).toEqual({ kind: 'and', parts: [{ kind: 'not', part: a }, b] })
    expect(read('not (title~a and not title~b)')).toEqual({ kind: 'not', part: { kind: 'and', parts: [a, { kind: 'not', part: b }] } })
    expect(read('  ')).toEqual({ kind: 'and', parts: [] })
  })

  it('says where it is wrong and what could stand there', () => {
    const tries: [string, Partial<FilterFault>][] = [
      ['statsu=Done', { reason: 'field', at: 0, end: 6, expected: ['field', 'not', '('], found: 'statsu' }],
      ['status', { reason: 'expected', at: 6, end: 6, expected: ['operator', 'in'], field: 'status' }],
      ['status<Done', { reason: 'operator', at: 6, end: 7, field: 'status' }],
      ['status=', { reason: 'expected', at: 7, expected: ['value'], field: 'status' }],
      ['status=In progress', { reason: 'expected', at: 10, end: 18, expected: ['and', 'or', 'end'], found: 'progress' }],
      ['due<=2026-02-30', { reason: 'value', at: 5, end: 15, field: 'due' }],
      ['due<none', { reason: 'value', at: 4, field: 'due' }],
      ['due<=9999-01-01', { reason: 'value', field: 'due' }],
      ['progress=half', { reason: 'value', at: 9, field: 'progress' }],
      ['assignee~me', { reason: 'value', at: 9, field: 'assignee' }],
      ['priority=higher', { reason: 'value', at: 9, field: 'priority' }],
      ['text in (a)', { reason: 'operator', at: 5, field: 'text' }],
      ['title~"open', { reason: 'quote', at: 6, end: 11 }],
      ['(title~a', { reason: 'expected', at: 8, expected: ['and', 'or', ')'] }],
      ['title~a)', { reason: 'expected', at: 7, expected: ['and', 'or', 'end'] }],
      ['label in (a b)', { reason: 'expected', at: 12, expected: [',', ')'] }],
      ['label in a', { reason: 'expected', at: 9, expected: ['('] }],
      ['title~a and', { reason: 'expected', at: 11, expected: ['field', 'not', '('] }],
      ['title!a', { reason: 'expected', at: 5, end: 6, found: '!' }],
      ['constructor=a', { reason: 'field', at: 0 }],
    ]
    for (const [text, fault] of tries) expect(parseFilter(text).fault, text).toMatchObject(fault)
  })

  it('refuses what is too long, too deep or too much', () => {
    expect(parseFilter(`title~"${'a'.repeat(2000)}"`).fault).toMatchObject({ reason: 'length', at: 2000 })
    expect(parseFilter(`${'('.repeat(25)}title~a${')'.repeat(25)}`).fault).toMatchObject({ reason: 'depth' })
    expect(parseFilter(`${'not '.repeat(25)}title~a`).fault).toMatchObject({ reason: 'depth' })
    expect(parseFilter(`label in (${Array.from({ length: 51 }, (_, index) => index).join(',')})`).fault).toMatchObject({ reason: 'terms' })
    const parts = (count: number) => Array.from({ length: count }, (_, index) => `title~${index}`).join(' or ')
    expect(parseFilter(parts(10)).fault).toBeUndefined()
    expect(parseFilter(parts(11)).fault).toMatchObject({ reason: 'parts' })
  })

  it('writes values so that they are read as they were', () => {
    for (const text of ['bug', 'In progress', 'me', 'a"b\\c', '(x)', 'Ärger', '-1']) {
      expect(read(`label=${quoted(text)}`), text).toEqual(term('label', '=', name(text)))
    }
  })
})
