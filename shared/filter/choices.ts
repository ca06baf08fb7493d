// Comparisons of fields that have one of a list, in its order.
import { fieldOf, type FilterOperator } from './fields.ts'
import type { FilterTerm } from './filter.ts'

/** Which of the field's choices fit any value of the term; `!=` is what `=` does not. */
export function choicesOf({ field, operator, values }: FilterTerm): string[] {
  const { choices = [] } = fieldOf(field)
  const wanted = values.flatMap((value) => (value.kind === 'choice' ? choices.indexOf(value.choice) : []))
  return choices.filter((_, place) => wanted.some((value) => compares(operator, place, value)))
}

/** Whether a number stands in this relation to another. */
export function compares(operator: FilterOperator, number: number, to: number): boolean {
  switch (operator) {
    case '<': return number < to
    case '<=': return number <= to
    case '>': return number > to
    case '>=': return number >= to
    default: return number === to
  }
}
