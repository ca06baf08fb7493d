// What is wrong with a filter, as a sentence. What could stand there is suggested below the field.
import { locale } from '../../i18n/locale.svelte.ts'
import { filterLimits, type FilterExpectation, type FilterFault } from '../../../shared/filter/filter.ts'
import { t } from './words.ts'

export function faultSentence({ reason, found, field, expected }: FilterFault): string {
  switch (reason) {
    case 'field': return t('fault.field', { found })
    case 'operator': return t('fault.operator', { field: field ?? '' })
    case 'value': return t('fault.value', { found, field: field ?? '' })
    case 'quote': return t('fault.quote')
    case 'length': return t('fault.length', { most: filterLimits.length })
    case 'depth': return t('fault.depth', { most: filterLimits.depth })
    case 'terms': return t('fault.terms', { most: filterLimits.terms })
    case 'parts': return t('fault.parts', { most: filterLimits.parts })
    case 'expected': return t('fault.expected', { expected: locale.list(expected.map(nameOf), 'disjunction') })
  }
}

function nameOf(one: FilterExpectation): string {
  return one === 'field' || one === 'operator' || one === 'value' || one === 'end' ? t(`expected.${one}`) : `“${one}”`
}

/** Whether it may only not be finished yet: nothing is wrong before its end. */
export const isUnfinished = ({ reason, found }: FilterFault): boolean => (reason === 'expected' && found === '') || reason === 'quote'
