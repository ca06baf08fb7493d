// Takes a change of a label back, of a project or of the organization, by the actions of labels.
import type { Label } from '../../../shared/features/labels.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { presentLabel } from '../labels/label.presenter.ts'
import { deleteLabel, loadLabel, restoreLabel, updateLabel } from '../labels/labels.actions.ts'
import { checkAsMade, fieldsBefore, turned, type Pairs } from './as-left.ts'
import type { PastChange } from './past-changes.ts'
import type { PlaceUndone } from './undo-places.ts'
import { isInUse } from './undo-refusal.ts'
import type { StandIns } from './undo-task-change.ts'

export async function undoLabelChange(work: Work, standIns: StandIns, { type, data }: PastChange): Promise<PlaceUndone> {
  const { label: told, labelId = told?.id, changes = {} } = data as { label?: Label; labelId?: string; changes?: Pairs }
  if (type === 'label.deleted') {
    const { name } = await restoreLabel(work, told!)
    return { title: name, changes: { name: [null, name] } }
  }
  const label = presentLabel((await loadLabel(work, labelId!)).label)
  const present = { id: label.id, what: `The label ${label.name}`, fields: label }
  if (told) {
    checkAsMade(standIns, present, told, ['name', 'color'])
    if (await isOnTasks(work, label.id)) throw isInUse(present.what)
    await deleteLabel(work, label.id)
    return { title: told.name, changes: { name: [told.name, null] } }
  }
  const { name } = await updateLabel(work, label.id, fieldsBefore(standIns, present, changes))
  return { title: name, changes: turned(changes) }
}

/** No task gets it meanwhile. */
async function isOnTasks(work: Work, labelId: string): Promise<boolean> {
  await query(work.em, 'select id from labels where organization_id = $1::uuid and id = $2::uuid for update', [work.organizationId, labelId])
  const tasks = await query(work.em, 'select task_id from task_labels where organization_id = $1::uuid and label_id = $2::uuid limit 1', [work.organizationId, labelId])
  return tasks.length > 0
}
