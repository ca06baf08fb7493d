// What can be written at a place of a filter: fields, operators, values, words. Pure.
import { fieldOf, filterFieldNames, type FilterFieldName } from '../../../shared/filter/fields.ts'
import type { FilterExpectation } from '../../../shared/filter/filter.ts'
import { fold } from '../../../shared/filter/fold.ts'
import { parseFilter } from '../../../shared/filter/parse.ts'
import { quoted, tokensOf, type Token } from '../../../shared/filter/tokens.ts'

export interface Suggestion {
  kind: 'field' | 'operator' | 'value' | 'word'
  /** What it is found by and shown as. */
  label: string
  /** What comes in the place of what was typed. */
  text: string
  field?: FilterFieldName
}

export interface Suggestions {
  /** The part of the text that a suggestion replaces. */
  from: number
  to: number
  list: readonly Suggestion[]
}

/** Names that values can be, by field; of `field` the names of custom fields, whose values are in `custom` by their folded names. */
export type Vocabulary = Partial<Record<FilterFieldName, readonly string[]>> & { custom?: ReadonlyMap<string, readonly string[]> }

const MOST = 8
const MOST_AT_FIRST = 30
const days = ['today', 'tomorrow', '+7d', '-7d', '+4w', 'now']
const ofNothing: readonly FilterExpectation[] = ['field', 'not', '(']

export function suggestionsAt(text: string, caret: number, vocabulary: Vocabulary): Suggestions {
  const token = tokensOf(text).find(({ kind, at, end }) => (kind === 'word' || kind === 'text' || kind === 'unclosed') && at < caret && caret <= end)
  // A field that is written out is followed by its operators.
  if (token && caret === token.end && isField(token) && expectedBefore(text, token.at).expected.includes('field')) {
    return { from: token.end, to: token.end, list: candidates(text, token.end, vocabulary) }
  }
  const from = token?.at ?? caret
  const typed = text.slice(from, caret).replace(/^"/, '').toLowerCase()
  return { from, to: token?.end ?? caret, list: found(candidates(text, from, vocabulary), typed) }
}

const isField = ({ kind, text }: Token) => kind === 'word' && filterFieldNames.some((name) => name === text.toLowerCase())

/** Beginnings come first; what is written out already is no suggestion. */
function found(all: readonly Suggestion[], typed: string): Suggestion[] {
  const rank = ({ label }: Suggestion) => (label.toLowerCase().startsWith(typed) ? 0 : label.toLowerCase().includes(typed) ? 1 : 2)
  const different = [...new Map(all.map((one) => [one.text, one])).values()]
  return different.filter((one) => rank(one) < 2 && one.label.toLowerCase() !== typed).sort((a, b) => rank(a) - rank(b)).slice(0, typed === '' ? MOST_AT_FIRST : MOST)
}

function candidates(text: string, at: number, vocabulary: Vocabulary): Suggestion[] {
  const { expected, field, name } = expectedBefore(text, at)
  const space = at > 0 && /[^\s(]$/.test(text.slice(0, at)) ? ' ' : ''
  const custom = expected.includes('field') ? customFieldsAt(space, vocabulary) : []
  return [...expected.flatMap(known), ...custom]

  function known(one: FilterExpectation): Suggestion[] {
    switch (one) {
      case 'field': return filterFieldNames.filter((own) => own !== 'field').map((own) => ({ kind: 'field', label: own, text: `${space}${own}`, field: own }))
      case 'operator': return field ? fieldOf(field).operators.map((operator) => ({ kind: 'operator', label: operator, text: operator })) : []
      case 'in': return field && fieldOf(field).operators.includes('=') ? [{ kind: 'operator', label: 'in', text: ' in (' }] : []
      case 'value': return field ? valuesOf(field, vocabulary, name) : []
      case 'and': case 'or': return [{ kind: 'word', label: one, text: `${space}${one} ` }]
      case 'not': return [{ kind: 'word', label: 'not', text: `${space}not ` }]
      case '(': return [{ kind: 'word', label: '(', text: `${space}(` }]
      case ')': case ',': return [{ kind: 'word', label: one, text: one === ',' ? ', ' : ') ' }]
      case 'end': return []
    }
  }
}

/** Custom fields by their names, after all that is the same everywhere. */
const customFieldsAt = (space: string, { field = [] }: Vocabulary): Suggestion[] =>
  field.map((name) => ({ kind: 'field', label: `field.${quotedName(name)}`, text: `${space}field.${quotedName(name)}`, field: 'field' }))

/** Words of the language need no quotes behind the dot. */
const quotedName = (name: string) => (/^[\p{L}\p{N}][\p{L}\p{N}_.-]*$/u.test(name) ? name : quoted(name))

/** What may follow the text before the place; nothing where that is wrong already. */
function expectedBefore(text: string, at: number): { expected: readonly FilterExpectation[]; field?: FilterFieldName | undefined; name?: string | undefined } {
  const before = text.slice(0, at)
  if (before.trim() === '') return { expected: ofNothing }
  const { fault } = parseFilter(before)
  if (!fault) return { expected: ['and', 'or'] }
  return fault.reason === 'expected' && fault.at === before.length ? fault : { expected: [] }
}

/** `none`, `me`, choices and days are words of the language; names may need quotes, and those of such a word show them. */
function valuesOf(name: FilterFieldName, vocabulary: Vocabulary, custom?: string): Suggestion[] {
  const { takes, choices, none, me } = fieldOf(name)
  const word = (text: string): Suggestion => ({ kind: 'value', label: text, text })
  const called = (label: string): Suggestion => ({ kind: 'value', label: /^(?:none|me)$/i.test(label) ? quoted(label) : label, text: quoted(label) })
  return [
    ...(me ? [word('me')] : []), ...(choices?.map(word) ?? (custom === undefined ? vocabulary[name] : vocabulary.custom?.get(fold(custom)))?.map(called) ?? []), ...(takes === 'day' ? days.map(word) : []),
    ...(none ? [word('none')] : []),
  ]
}
