// Values of custom fields as text, for copying, and texts as values, for pasting and typing.
import type { CustomField } from '../../../shared/features/custom-fields.ts'
import { sameValue, type FieldValue } from '../../../shared/field-values.ts'
import type { BoardTask, TaskPatch } from '../../../shared/features/tasks.ts'
import { locale } from '../../i18n/locale.svelte.ts'
import { parseDay } from '../../ui/index.ts'
import type { BoardScene } from '../board/board.scene.svelte.ts'
import { chosenOptions, typedValue } from '../custom-fields/field-words.ts'

const TICKED = /^(?:true|yes|ja|x|1|✓)$/i
const NOT_TICKED = /^(?:false|no|nein|0)?$/i

export function fieldText(scene: BoardScene, { id, kind, options }: CustomField, { customFields }: BoardTask): string {
  const value = customFields[id]
  if (value === undefined) return ''
  switch (kind) {
    case 'select': case 'multi_select': return chosenOptions({ options }, value).map(({ name }) => name).join(', ')
    case 'person': return scene.member(String(value))?.name ?? ''
    case 'checkbox': return 'true'
    default: return String(value)
  }
}

/** Null where the text means nothing there. */
export function fieldPatch(scene: BoardScene, field: CustomField, typed: string): TaskPatch | null {
  const value = valueFrom(scene, field, typed.trim())
  return value === undefined ? null : { customFields: { [field.id]: value } }
}

function valueFrom(scene: BoardScene, { kind, options }: CustomField, typed: string): FieldValue | null | undefined {
  if (kind === 'checkbox') return TICKED.test(typed) ? true : NOT_TICKED.test(typed) ? null : undefined
  if (typed === '') return null
  switch (kind) {
    case 'select': return named(options, typed)?.id
    case 'multi_select': {
      const ids = typed.split(',').map((name) => name.trim()).filter(Boolean).map((name) => named(options, name)?.id)
      return ids.includes(undefined) ? undefined : [...new Set(ids as string[])].sort()
    }
    case 'person': return named(scene.assignable, typed)?.id
    case 'date': return parseDay(typed, scene.today, locale.tag)?.slice(0, 10)
    default: return typedValue(kind, typed)
  }
}

const named = <T extends { name: string }>(all: readonly T[], name: string) => all.find((one) => one.name.localeCompare(name, undefined, { sensitivity: 'base' }) === 0)

/** Whether a patch of custom fields changes anything of the task. */
export const changesFields = ({ customFields }: BoardTask, patch: TaskPatch): boolean =>
  Object.entries(patch.customFields ?? {}).some(([id, value]) => !sameValue(customFields[id] ?? null, value as FieldValue | null))
