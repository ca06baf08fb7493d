// Both sides of a change that could not be applied, field by field, in words.
import type { RefusedChange } from '../../lib/refused-storage.ts'
import { locale } from '../../i18n/locale.svelte.ts'
import { showMinutes } from '../../ui/durations.ts'
import { dayLabel, todayIn, typedDayOf, zone } from '../../ui/index.ts'
import type { CustomField } from '../../../shared/features/custom-fields.ts'
import type { FieldValue } from '../../../shared/field-values.ts'
import { CUSTOM, valueIn, wishOf } from '../based-changes.ts'
import { valueWords as customWords } from '../custom-fields/field-words.ts'
import { ruleWords } from '../recurrence/rule-words.ts'
import { textOf } from './conflicts.store.svelte.ts'
import { t } from './words.ts'

export interface Lookup { member(id: string): string | undefined; status(id: string): string | undefined; label(id: string): string | undefined; task(id: string): string | undefined; field(id: string): CustomField | undefined }
export interface Side { field: string; mine: string; theirs: string | null }

/** Each wanted field with what it is now; of what sets no fields, the words alone. */
export function sidesOf({ change }: RefusedChange, current: Readonly<Record<string, unknown>> | null, names: Lookup): Side[] {
  const wish = Object.entries(wishOf(change))
  if (wish.length === 0) {
    const text = textOf(change)
    return text === '' ? [] : [{ field: 'other', mine: text, theirs: null }]
  }
  return wish.map(([field, wanted]) => ({
    field, mine: valueWords(field, wanted, names), theirs: current && (field in current || field.startsWith(CUSTOM)) ? valueWords(field, valueIn(current, field), names) : null,
  }))
}

function valueWords(field: string, value: unknown, names: Lookup): string {
  if (field === 'statusId') return names.status(value as string) ?? t('unknown')
  if (field === 'priority') return t(`priority.${value as 'none'}`)
  if (field === 'assigneeIds') return listOf(value as string[], names.member, t('nobody'))
  if (field === 'labelIds') return listOf(value as string[], names.label, t('nothing'))
  if (value === null || value === '') return t('nothing')
  if (field.startsWith(CUSTOM)) return ofCustomField(names.field(field.slice(CUSTOM.length)), value as FieldValue, names)
  if (field === 'dueAt' || field === 'startAt') return dayLabel(typedDayOf(value as string, zone.name), todayIn(zone.name))
  if (field === 'estimateMinutes') return showMinutes(value as number)
  if (field === 'recurrence') return ruleWords((value as { rule: string }).rule)
  if (field === 'parentId') return names.task(value as string) ?? t('unknown')
  return typeof value === 'number' ? locale.number(value) : String(value)
}

const listOf = (ids: readonly string[], name: (id: string) => string | undefined, none: string) =>
  (ids.length === 0 ? none : locale.list(ids.map((id) => name(id) ?? t('unknown'))))

const ofCustomField = (field: CustomField | undefined, value: FieldValue, { member }: Lookup) =>
  (field ? customWords(field, value, { nameOf: (id) => member(id ?? '') ?? t('unknown'), today: todayIn(zone.name) }) : String(value))

/** "Title: Paint the fence" */
export function fieldWords(field: string, value: string, names?: Pick<Lookup, 'field'>): string {
  if (field.startsWith(CUSTOM)) return t('field.custom', { field: names?.field(field.slice(CUSTOM.length))?.name ?? t('unknown'), value })
  const key = `field.${field}`
  return t(t.has(key) ? key : 'field.other', { value })
}
