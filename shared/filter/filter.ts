// What a filter means once it is read, and what is wrong with one that cannot be.
import type { FilterFieldName, FilterOperator } from './fields.ts'

export type FilterValue =
  | { kind: 'none' }
  | { kind: 'me' }
  | { kind: 'id'; id: string }
  | { kind: 'name'; name: string }
  /** Of a custom field: its kind says what it means. */
  | { kind: 'any'; text: string }
  | { kind: 'choice'; choice: string }
  | { kind: 'number'; number: number }
  | { kind: 'day'; day: string }
  /** So many days from today. */
  | { kind: 'days'; count: number }
  | { kind: 'instant'; at: string }
  | { kind: 'now' }

/** One comparison: true when any of the values fits; `!=` when none does. `name` is that of a custom field. */
export interface FilterTerm { kind: 'term'; field: FilterFieldName; name?: string; operator: FilterOperator; values: FilterValue[] }

export type Filter =
  | { kind: 'and' | 'or'; parts: Filter[] }
  | { kind: 'not'; part: Filter }
  | FilterTerm

/** What may stand at a place. */
export type FilterExpectation = 'field' | 'operator' | 'value' | 'and' | 'or' | 'not' | 'in' | '(' | ')' | ',' | 'end'

/** `expected`: something else has to stand there. `value`: it is none of the field's. The others say what there is too much of. */
export type FilterFaultReason = 'expected' | 'field' | 'operator' | 'value' | 'quote' | 'length' | 'depth' | 'terms' | 'parts'

export interface FilterFault {
  reason: FilterFaultReason
  /** From which character to which, counted from 0. */
  at: number
  end: number
  expected: readonly FilterExpectation[]
  /** Whose operator or value it is. */
  field?: FilterFieldName | undefined
  /** That of the custom field, where it is one. */
  name?: string | undefined
  /** What stands there. */
  found: string
}

/** No filter is larger, so that none is slow. Each value of a list is a term; `parts` are the terms with `~`. */
export const filterLimits = { length: 2000, depth: 20, terms: 50, parts: 10 } as const

/** The names of the custom fields that a filter says anything of. */
export function namesIn(filter: Filter): string[] {
  if (filter.kind === 'term') return filter.name === undefined ? [] : [filter.name]
  return filter.kind === 'not' ? namesIn(filter.part) : filter.parts.flatMap(namesIn)
}

/** Whether a filter says anything of a field. */
export function asksFor(filter: Filter, field: FilterFieldName): boolean {
  if (filter.kind === 'term') return filter.field === field
  return filter.kind === 'not' ? asksFor(filter.part, field) : filter.parts.some((part) => asksFor(part, field))
}

/** All values that a filter compares a field with, whatever it says of them. */
export function valuesFor(filter: Filter, field: FilterFieldName): FilterValue[] {
  if (filter.kind === 'term') return filter.field === field ? filter.values : []
  return filter.kind === 'not' ? valuesFor(filter.part, field) : filter.parts.flatMap((part) => valuesFor(part, field))
}

/** The terms by which a filter asks for something of a field, not those that rule something out. */
export function askedFor(filter: Filter, field: FilterFieldName): FilterTerm[] {
  if (filter.kind === 'term') return filter.field === field && filter.operator !== '!=' ? [filter] : []
  return filter.kind === 'not' ? [] : filter.parts.flatMap((part) => askedFor(part, field))
}
