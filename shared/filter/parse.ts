// Reads the filter language: recursive descent, one method for each rule of the grammar in docs/api.md.
import { fieldOf, filterFields, type FilterField, type FilterFieldName, type FilterOperator } from './fields.ts'
import {
  filterLimits, type Filter, type FilterExpectation, type FilterFault, type FilterFaultReason, type FilterTerm, type FilterValue,
} from './filter.ts'
import { tokensOf, type Token, type TokenKind } from './tokens.ts'
import { valueOf } from './values.ts'

export type ParsedFilter = { filter: Filter; fault?: undefined } | { filter?: undefined; fault: FilterFault }

/** Reads a filter, or tells the first fault with its place. An empty text lets everything through. */
export function parseFilter(text: string): ParsedFilter {
  if (text.length > filterLimits.length) {
    return { fault: { reason: 'length', at: filterLimits.length, end: text.length, expected: [], found: '' } }
  }
  try {
    return { filter: new Parser(tokensOf(text)).whole() }
  } catch (error) {
    if (error instanceof Fault) return { fault: error.fault }
    throw error
  }
}

class Fault extends Error {
  readonly fault: FilterFault

  constructor(fault: FilterFault) {
    super(fault.reason)
    this.fault = fault
  }
}

/** What stands before a comparison. */
interface Asked { field: FilterFieldName; name?: string }

const CUSTOM = 'field.'
const ofParts: readonly FilterExpectation[] = ['field', 'not', '(']

class Parser {
  readonly #tokens: readonly Token[]
  #at = 0
  #depth = 0
  #terms = 0
  #parts = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  whole(): Filter {
    if (this.#is('end')) return { kind: 'and', parts: [] }
    const filter = this.#either()
    if (!this.#is('end')) this.#fail('expected', ['and', 'or', 'end'])
    return filter
  }

  #either(): Filter {
    return this.#joined('or', () => this.#all())
  }

  #all(): Filter {
    return this.#joined('and', () => this.#part())
  }

  #joined(kind: 'and' | 'or', read: () => Filter): Filter {
    const parts = [read()]
    while (this.#skipWord(kind)) parts.push(read())
    return parts.length === 1 ? parts[0]! : { kind, parts }
  }

  #part(): Filter {
    if (this.#depth >= filterLimits.depth) this.#fail('depth', [])
    this.#depth += 1
    const part = this.#nested()
    this.#depth -= 1
    return part
  }

  #nested(): Filter {
    if (this.#skipWord('not')) return { kind: 'not', part: this.#part() }
    if (!this.#skip('open')) return this.#term()
    const inner = this.#either()
    if (!this.#skip('close')) this.#fail('expected', ['and', 'or', ')'])
    return inner
  }

  #term(): FilterTerm {
    const asked = this.#field()
    if (this.#isNotIn()) {
      this.#at += 2
      return { kind: 'term', ...asked, operator: '!=', values: this.#list(asked) }
    }
    if (this.#skipWord('in')) return { kind: 'term', ...asked, operator: '=', values: this.#list(asked) }
    const operator = this.#operator(asked)
    return { kind: 'term', ...asked, operator, values: [this.#value(asked, operator)] }
  }

  #field(): Asked {
    const name = this.#now.text.toLowerCase()
    if (!this.#is('word')) this.#fail('expected', ofParts)
    if (name.startsWith(CUSTOM)) return this.#custom()
    if (!Object.hasOwn(filterFields, name) || name === 'field') this.#fail('field', ofParts)
    this.#at += 1
    return { field: name as FilterFieldName }
  }

  /** Its name stands right behind the dot: a word, or in quotes. */
  #custom(): Asked {
    const { text, end } = this.#now
    const next = this.#tokens[this.#at + 1]!
    const isQuoted = text.length === CUSTOM.length
    const name = isQuoted ? next.text.trim() : text.slice(CUSTOM.length)
    if (isQuoted && (next.kind !== 'text' || next.at !== end || name === '')) this.#fail('field', ofParts, undefined, next.kind === 'unclosed' ? 1 : 0)
    this.#at += isQuoted ? 2 : 1
    return { field: 'field', name }
  }

  #operator(asked: Asked): FilterOperator {
    const { field } = asked
    if (!this.#is('operator')) this.#fail('expected', ['operator', 'in'], asked)
    const operator = this.#now.text as FilterOperator
    if (!fieldOf(field).operators.includes(operator)) this.#fail('operator', ['operator', 'in'], asked)
    this.#at += 1
    return operator
  }

  #list(asked: Asked): FilterValue[] {
    if (!fieldOf(asked.field).operators.includes('=')) this.#fail('operator', ['operator'], asked, -1)
    if (!this.#skip('open')) this.#fail('expected', ['('], asked)
    const values = [this.#value(asked, '=')]
    while (this.#skip('comma')) values.push(this.#value(asked, '='))
    if (!this.#skip('close')) this.#fail('expected', [',', ')'], asked)
    return values
  }

  #value(asked: Asked, operator: FilterOperator): FilterValue {
    const { field } = asked
    if (!this.#is('word') && !this.#is('text')) this.#fail('expected', ['value'], asked)
    const value = fitting(valueOf(fieldOf(field), this.#now), fieldOf(field), operator)
    if (!value) this.#fail('value', ['value'], asked)
    this.#terms += 1
    if (operator === '~') this.#parts += 1
    if (this.#terms > filterLimits.terms) this.#fail('terms', [])
    if (this.#parts > filterLimits.parts) this.#fail('parts', [])
    this.#at += 1
    return value
  }

  get #now(): Token {
    return this.#tokens[this.#at]!
  }

  #is(kind: TokenKind): boolean {
    return this.#now.kind === kind
  }

  #skip(kind: TokenKind): boolean {
    if (!this.#is(kind)) return false
    this.#at += 1
    return true
  }

  #isWord(word: string, at = this.#at): boolean {
    const token = this.#tokens[at]
    return token?.kind === 'word' && token.text.toLowerCase() === word
  }

  #skipWord(word: string): boolean {
    if (!this.#isWord(word)) return false
    this.#at += 1
    return true
  }

  #isNotIn(): boolean {
    return this.#isWord('not') && this.#isWord('in', this.#at + 1)
  }

  #fail(reason: FilterFaultReason, expected: readonly FilterExpectation[], asked?: Asked, back = 0): never {
    const { kind, at, end, text } = this.#tokens[this.#at + back]!
    throw new Fault({ reason: kind === 'unclosed' ? 'quote' : reason, at, end, expected, field: asked?.field, name: asked?.name, found: text })
  }
}

/** Names are compared in part, `none`, `me` and ids are not; what is not there has no order. */
function fitting(value: FilterValue | null, field: FilterField, operator: FilterOperator): FilterValue | null {
  if (operator === '~') return value?.kind === 'name' || value?.kind === 'any' ? value : null
  return value?.kind === 'none' && (field.takes === 'day' || field.takes === 'any') && operator !== '=' && operator !== '!=' ? null : value
}
