// What a comparison with a custom field means, by the field's kind. Server and client ask the same functions.
import { addDays, localTime } from '../calendar.ts'
import type { FieldKind, FieldOption } from '../features/custom-fields.ts'
import type { FilterOperator } from './fields.ts'
import { fold } from './fold.ts'
import type { Moment } from './spans.ts'
import { dayOf } from './values.ts'

/** A field that a filter may mean. */
export interface AskedField { id: string; projectId: string; name: string; kind: FieldKind; options: readonly Pick<FieldOption, 'id' | 'name'>[] }

/** Fields are meant by their names, whatever the case; projects may have one each. */
export const fieldsCalled = <F extends AskedField>(fields: readonly F[], name: string): F[] => fields.filter((field) => fold(field.name) === fold(name))

/** The options that a text names. */
export function optionsFor({ options }: AskedField, operator: FilterOperator, text: string): string[] {
  if (operator !== '=' && operator !== '~') return []
  const wanted = fold(text)
  return options.filter(({ id, name }) => (operator === '~' ? fold(name).includes(wanted) : fold(name) === wanted || id === wanted)).map(({ id }) => id)
}

/** Null where the text is no number. */
export const numberIn = (text: string): number | null => (/^[+-]?\d{1,16}(?:\.\d{1,6})?$/.test(text) ? Number(text) : null)

/** The day that a text means for who asks; null where it means none. */
export function dayIn(text: string, { now, zone }: Moment): string | null {
  const value = dayOf(text)
  switch (value?.kind) {
    case 'day': return value.day
    case 'days': return addDays(localTime(now, zone).slice(0, 10), value.count)
    case 'now': return localTime(now, zone).slice(0, 10)
    case 'instant': return localTime(Date.parse(value.at), zone).slice(0, 10)
    default: return null
  }
}

/** Of a checkbox; null where the text says neither. */
export const tickIn = (operator: FilterOperator, text: string): boolean | null =>
  (operator === '=' && /^(?:true|false)$/i.test(text) ? text.toLowerCase() === 'true' : null)

/** Days compare as numbers do: by their letters. */
export function isOrdered<T extends string | number>(operator: FilterOperator, one: T, to: T): boolean {
  switch (operator) {
    case '<': return one < to
    case '<=': return one <= to
    case '>': return one > to
    case '>=': return one >= to
    case '=': return one === to
    default: return false
  }
}
