// Custom fields and their values as people read them.
import type { CustomField, FieldKind, FieldOption } from '../../../shared/features/custom-fields.ts'
import { fieldKinds } from '../../../shared/features/field-kinds.ts'
import type { FieldValue } from '../../../shared/field-values.ts'
import { byRank } from '../../../shared/rank.ts'
import { locale } from '../../i18n/locale.svelte.ts'
import { dayLabel } from '../../ui/day-labels.ts'
import { t } from './words.ts'

export const kindName = (kind: FieldKind): string => t(`kind.${kind}`)
export const kindOptions = () => fieldKinds.map((value) => ({ value, label: kindName(value) }))
export const hasOptions = (kind: FieldKind): boolean => kind === 'select' || kind === 'multi_select'

/** A project's fields in their order. */
export const fieldsInOrder = (fields: ReadonlyMap<string, CustomField> | undefined): CustomField[] => [...(fields?.values() ?? [])].sort(byRank)

/** The chosen options in the field's order. */
export const chosenOptions = ({ options }: Pick<CustomField, 'options'>, value: FieldValue | undefined): FieldOption[] =>
  options.filter(({ id }) => (Array.isArray(value) ? value.includes(id) : value === id))

/** What is asked for names and days: a board's scene, say. */
export interface Reader { nameOf(id: string | null): string; today: string }

/** A value in words; empty where there is none. */
export function valueWords(field: CustomField, value: FieldValue | undefined, reader: Reader): string {
  if (value === undefined) return ''
  switch (field.kind) {
    case 'number': return locale.number(Number(value), { maximumFractionDigits: 6 })
    case 'date': return dayLabel(String(value), reader.today)
    case 'select': case 'multi_select': return locale.list(chosenOptions(field, value).map(({ name }) => name))
    case 'person': return reader.nameOf(String(value))
    case 'checkbox': return t('yes')
    default: return String(value)
  }
}

/** What a typed text means for a field of these kinds; undefined where it means nothing there, null for none. */
export function typedValue(kind: FieldKind, typed: string): FieldValue | null | undefined {
  const text = typed.trim()
  if (text === '') return null
  if (kind === 'number') return typedNumber(text)
  if (kind === 'url') return typedAddress(text)
  return text
}

const MOST = 1e15

/** In the page's language or with a point: `1.234,5`, `1,234.5`, `-3`. */
function typedNumber(typed: string): number | undefined {
  const [group, point] = [/\D/.exec(locale.number(1111))?.[0] ?? ',', /\D/.exec(locale.number(0.5))?.[0] ?? '.']
  const text = typed.replaceAll(/[\s\u00a0\u202f]/g, '')
  const isGrouped = new RegExp(`^[+-]?\\d{1,3}(?:[${group}]\\d{3})+(?:[${point}]\\d+)?$`).test(text)
  const number = Number((isGrouped ? text.replaceAll(group, '') : text).replace(point, '.'))
  return Number.isFinite(number) && Math.abs(number) <= MOST ? Number(number.toFixed(6)) : undefined
}

/** Without a scheme it is meant to be https. */
function typedAddress(text: string): string | undefined {
  const whole = /^[a-z][a-z\d+.-]*:/i.test(text) && !/^[^/]*:\d/.test(text) ? text : `https://${text}`
  if (!URL.canParse(whole)) return undefined
  const { protocol, href, hostname } = new URL(whole)
  return /^https?:$/.test(protocol) && href.length <= 1000 && (hostname.includes('.') || hostname === 'localhost') ? href : undefined
}
