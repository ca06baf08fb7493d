// What changed in custom fields, in words: "set Stage of this to Beta". Pure.
import type { CustomField } from '../../../shared/features/custom-fields.ts'
import type { FieldChange, FieldValue } from '../../../shared/field-values.ts'
import { locale } from '../../i18n/locale.svelte.ts'
import { dayLabel, todayIn } from '../../ui/day-labels.ts'
import { zone } from '../../ui/zone.ts'
import type { Thing } from './field-phrases.ts'
import type { Told, Voice } from './voice.ts'
import { t } from './words.ts'

/** A sentence for each field. What was deleted since has no name any more. */
export function customPhrases([before, after]: [FieldChange, FieldChange], thing: Thing, voice: Voice): Told[] {
  return Object.keys(after).map((fieldId) => {
    const field = voice.names.field(fieldId)
    if (!field) return voice.say('custom.gone', { ...thing })
    const about = { ...thing, field: field.name }
    if (field.kind === 'checkbox') return voice.say(after[fieldId] === null ? 'custom.unticked' : 'custom.ticked', about)
    const [old, now] = [shown(field, before[fieldId] ?? null, voice), shown(field, after[fieldId] ?? null, voice)]
    if (now === null) return voice.say('custom.removed', about)
    if (old === null) return voice.say('custom.set', { ...about, after: now })
    return voice.say('custom.changed', { ...about, before: old, after: now })
  })
}

function shown({ kind, options }: CustomField, value: FieldValue | null, { names }: Voice): string | null {
  if (value === null) return null
  const option = (id: string) => options.find((one) => one.id === id)?.name ?? t('gone.option')
  switch (kind) {
    case 'number': return locale.number(Number(value))
    case 'date': return dayLabel(String(value), todayIn(zone.name))
    case 'select': return option(String(value))
    case 'multi_select': return locale.list((value as string[]).map(option))
    case 'person': return names.member(String(value))
    default: return String(value)
  }
}
