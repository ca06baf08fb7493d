// Reads the filter of a request, or says where it goes wrong and what could stand there.
import { fieldOf, filterFieldNames, type FilterFieldName } from '../../../shared/filter/fields.ts'
import { filterLimits, type Filter, type FilterExpectation, type FilterFault } from '../../../shared/filter/filter.ts'
import { parseFilter } from '../../../shared/filter/parse.ts'
import { Problem } from '../../kernel/errors.ts'

/** Throws 422 with the place (`data.position`, `data.length`) and what was expected (`data.expected`). */
export function readFilter(text: string, pointer = '?filter'): Filter {
  const { filter, fault } = parseFilter(text)
  if (filter) return filter
  const detail = sentenceOf(fault)
  throw new Problem('validation_failed', detail, {
    errors: [{ pointer, detail, code: `filter_${fault.reason}` }],
    data: { position: fault.at, length: fault.end - fault.at, expected: expectedOf(fault) },
  })
}

function sentenceOf(fault: FilterFault): string {
  const place = `At character ${fault.at + 1} of the filter`
  const found = fault.found === '' ? 'the end' : `“${fault.found.slice(0, 60)}”`
  const expected = expectedOf(fault)
  const list = expected.length > 0 ? ` Expected: ${expected.join(', ')}.` : ''
  switch (fault.reason) {
    case 'field': return `${place}: ${found} is no field.${list}`
    case 'operator': return `${place}: ${fault.field} is not compared like this.${list}`
    case 'value': return `${place}: ${found} is no value of ${fault.field}.${list}`
    case 'quote': return `${place}: a quotation mark is opened and not closed.`
    case 'length': return `The filter is longer than ${filterLimits.length} characters.`
    case 'depth': return `${place}: it is nested more than ${filterLimits.depth} deep.`
    case 'terms': return `${place}: there are more than ${filterLimits.terms} comparisons.`
    case 'parts': return `${place}: there are more than ${filterLimits.parts} comparisons with ~.`
    case 'expected': return `${place}: ${found} was not expected.${list}`
  }
}

function expectedOf({ expected, field }: FilterFault): string[] {
  return expected.flatMap((one) => {
    if (one === 'field') return filterFieldNames.map((name) => (name === 'field' ? 'field."the name of a custom field"' : name))
    if (one === 'operator') return field ? fieldOf(field).operators : []
    if (one === 'value') return field ? valuesOf(field) : []
    return spelled[one] ?? one
  })
}

const spelled: Partial<Record<FilterExpectation, string>> = { end: 'the end of the filter' }

function valuesOf(name: FilterFieldName): readonly string[] {
  const field = fieldOf(name)
  const more = [...(field.none ? ['none'] : []), ...(field.me ? ['me'] : [])]
  switch (field.takes) {
    case 'choice': return field.choices ?? []
    case 'day': return ['a day such as 2026-12-01', 'today', '+7d', '-2w', 'now', 'a time such as 2026-12-01T10:00:00Z', ...more]
    case 'number': return ['a number from 0 to 999']
    case 'name': return ['a name (in quotes if it has spaces)', 'an id', ...more]
    case 'any': return ['a value of the field (in quotes if it has spaces)', ...more]
    case 'text': return ['a text (in quotes if it has spaces)']
  }
}
