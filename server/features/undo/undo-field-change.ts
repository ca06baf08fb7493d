// Takes a change of a custom field or its options back, by the actions of fields. What tasks have a value of stays.
import type { CustomField, FieldOption } from '../../../shared/features/custom-fields.ts'
import type { Work } from '../../kernel/work.ts'
import { presentCustomField } from '../custom-fields/custom-field.presenter.ts'
import { restoreCustomField, revertCustomField } from '../custom-fields/custom-fields.actions.ts'
import { deleteCustomField, deleteFieldOption } from '../custom-fields/delete-field.actions.ts'
import { putOptions, restoreFieldOption } from '../custom-fields/field-options.actions.ts'
import { loadField } from '../custom-fields/load-field.ts'
import { checkAsMade, fieldsBefore, turned, type Pairs } from './as-left.ts'
import type { PastChange } from './past-changes.ts'
import type { PlaceUndone } from './undo-places.ts'
import type { StandIns } from './undo-task-change.ts'

interface Told { customField?: CustomField; fieldId?: string; changes?: Pairs; name?: string; option?: FieldOption; place?: number }

export async function undoFieldChange(work: Work, standIns: StandIns, { type, data }: PastChange): Promise<PlaceUndone> {
  const { customField: told, fieldId = told?.id, changes = {}, name = told?.name ?? '', option, place } = data as Told
  if (type === 'custom_field.deleted') {
    const { rank } = await restoreCustomField(work, told!)
    standIns.note(told!.id, 'rank', rank, told!.rank)
    return { title: name, changes: { name: [null, name] } }
  }
  if (option) {
    await restoreFieldOption(work, fieldId!, option, place ?? Infinity)
    return { title: name, changes: { option: [null, option.name] } }
  }
  const field = presentCustomField((await loadField(work, fieldId!)).field)
  const present = { id: field.id, what: `The field ${field.name}`, fields: field }
  if (told) {
    checkAsMade(standIns, present, told, ['name', 'options', 'rank', 'archived'])
    await deleteCustomField(work, field.id, false)
    return { title: name, changes: { name: [name, null] } }
  }
  await putBack(work, standIns, field, fieldsBefore<Partial<CustomField>>(standIns, present, changes))
  return { title: name, changes: turned(changes) }
}

async function putBack(work: Work, standIns: StandIns, { id, options: present }: CustomField, { options, ...before }: Partial<CustomField>): Promise<void> {
  if (options) await putOptionsBack(work, id, present, options)
  if (Object.keys(before).length === 0) return
  const { rank } = await revertCustomField(work, id, before)
  if (before.rank !== undefined) standIns.note(id, 'rank', rank, before.rank)
}

/** Options that were not there are deleted: refused while tasks have them. */
async function putOptionsBack(work: Work, fieldId: string, present: readonly FieldOption[], before: FieldOption[]): Promise<void> {
  const added = present.filter(({ id }) => !before.some((option) => option.id === id))
  for (const { id } of added) await deleteFieldOption(work, fieldId, id, false)
  const left = present.filter((option) => !added.includes(option))
  if (JSON.stringify(left) !== JSON.stringify(before)) putOptions(work, await loadField(work, fieldId), before)
}
