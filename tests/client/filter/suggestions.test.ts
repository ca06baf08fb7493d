// What the field of the filter language suggests at a place.
import { describe, expect, it } from 'vitest'
import { suggestionsAt } from '../../../client/features/filter/suggestions.ts'

const vocabulary = { status: ['In progress', 'Done'], assignee: ['Ade Okafor'], label: ['bug'], field: ['Stage', 'Ready for it'], custom: new Map([['stage', ['Alpha', 'In review']]]) }
const at = (text: string) => {
  const caret = text.indexOf('|')
  const { from, to, list } = suggestionsAt(text.replace('|', ''), caret, vocabulary)
  return { from, to, labels: list.map(({ label }) => label), texts: list.map(({ text: written }) => written) }
}

describe('suggestions of the filter language', () => {
  it('offers fields where one begins, and what fits what was typed', () => {
    expect(at('|').labels).toEqual(expect.arrayContaining(['status', 'due', 'not', '(']))
    expect(at('prio|').labels).toEqual(['priority'])
    expect(at('status=Done and as|')).toMatchObject({ from: 16, to: 18, labels: ['assignee'] })
    expect(at('(du|').labels).toEqual(['due'])
  })

  it('offers the operators of a field that is written out', () => {
    expect(at('status|')).toMatchObject({ from: 6, to: 6, labels: ['=', '!=', '~', 'in'], texts: ['=', '!=', '~', ' in ('] })
    expect(at('text |').labels).toEqual(['~'])
  })

  it('offers custom fields by their names, and what can be chosen in them', () => {
    expect(at('fie|').texts).toEqual(['field.Stage', 'field."Ready for it"'])
    expect(at('field.Stage=|').texts).toEqual(['me', 'Alpha', '"In review"', 'none'])
    expect(at('field."Ready for it"<=+7d |').labels).toEqual(['and', 'or'])
  })

  it('offers values, in quotes where they need them', () => {
    expect(at('status=|').texts).toEqual(['"In progress"', 'Done'])
    expect(at('status="in|')).toMatchObject({ from: 7, to: 10, texts: ['"In progress"'] })
    expect(at('assignee in (me, |').labels).toEqual(['me', 'Ade Okafor', 'none'])
    expect(at('priority>=h|').labels).toEqual(['high'])
    expect(at('due<=|').labels).toEqual(expect.arrayContaining(['today', '+7d', 'none']))
  })

  it('tells names from words of the language, and offers no two that would write the same', () => {
    const labels = { label: ['none', 'bug', 'bug'], assignee: ['Kim', 'Kim', 'me'] }
    const texts = (text: string) => suggestionsAt(text, text.length, labels).list.map(({ text: written }) => written)
    expect(texts('label=')).toEqual(['"none"', 'bug', 'none'])
    expect(texts('assignee=')).toEqual(['me', 'Kim', '"me"', 'none'])
  })

  it('offers how it goes on, and nothing after what is wrong', () => {
    expect(at('status=Done |').labels).toEqual(['and', 'or'])
    expect(at('(status=Done |').labels).toEqual(['and', 'or', ')'])
    expect(at('label in (bug |').labels).toEqual([',', ')'])
    expect(at('nothing=1 and |').labels).toEqual([])
  })
})
