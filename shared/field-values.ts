// What tasks hold in the fields of their project, as plain data: how changes, deleted fields and options alter it. Server and client ask the same functions.

/** A text, a day, an address, an id of an option or of a person; a number; yes; ids of several options. */
export type FieldValue = string | number | true | string[]
/** By the ids of fields; a field without a value is not there. */
export type FieldValues = Record<string, FieldValue>
/** What is put, and by null what is taken out; other fields stay. */
export type FieldChange = Record<string, FieldValue | null>

/** As requests say it: what is nothing of its kind is taken out too. */
export type GivenValues = Record<string, FieldValue | false | null>

/** The values after a change, by the ids of their fields, as the database keeps them: equal ones are equal as texts too. */
export function putValues(values: FieldValues, change: GivenValues): FieldValues {
  const entries = Object.entries({ ...values, ...change }).filter((entry): entry is [string, FieldValue] => !isNothing(entry[1]))
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

const isNothing = (value: FieldValue | false | null): boolean => value === null || value === false || value === '' || (Array.isArray(value) && value.length === 0)

/** Before and after of the values that differ; undefined when none does. */
export function valueChanges(values: FieldValues, change: FieldChange): [FieldChange, FieldChange] | undefined {
  const differing = Object.keys(change).filter((fieldId) => !sameValue(values[fieldId] ?? null, change[fieldId]!))
  if (differing.length === 0) return undefined
  return [values, change].map((side) => Object.fromEntries(differing.map((fieldId) => [fieldId, side[fieldId] ?? null]))) as [FieldChange, FieldChange]
}

export const sameValue = (a: FieldValue | null, b: FieldValue | null): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

/** The values without those of a deleted field; the very same where there is none. */
export const withoutField = (values: FieldValues, fieldId: string): FieldValues => (fieldId in values ? putValues(values, { [fieldId]: null }) : values)

/** The values without a deleted option; the very same where it is not chosen. */
export function withoutOption(values: FieldValues, fieldId: string, optionId: string): FieldValues {
  const value = values[fieldId]
  const isChosen = Array.isArray(value) ? value.includes(optionId) : value === optionId
  if (!isChosen) return values
  const left = Array.isArray(value) ? value.filter((id) => id !== optionId) : []
  return putValues(values, { [fieldId]: left.length > 0 ? left : null })
}
