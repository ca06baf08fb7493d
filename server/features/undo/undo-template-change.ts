// Takes a change of a template of tasks back, by the actions of templates.
import type { TaskTemplate } from '../../../shared/features/task-templates.ts'
import type { Work } from '../../kernel/work.ts'
import { presentTemplate } from '../task-templates/task-template.presenter.ts'
import { deleteTaskTemplate, loadTemplate, restoreTaskTemplate, updateTaskTemplate } from '../task-templates/task-templates.actions.ts'
import { checkAsMade, fieldsBefore, pairsFrom, turned } from './as-left.ts'
import type { PastChange } from './past-changes.ts'
import type { PlaceUndone } from './undo-places.ts'
import type { StandIns } from './undo-task-change.ts'

/** Tasks that were made of it stay, so numbers that it gave do not matter. */
const AS_MADE = [
  'name', 'title', 'description', 'priority', 'assigneeIds', 'labelIds', 'estimateMinutes', 'estimatePoints', 'checklists', 'subtasks', 'customFields',
] as const satisfies (keyof TaskTemplate)[]

interface Told { template: TaskTemplate; isNew?: boolean; before?: Partial<TaskTemplate> }

export async function undoTemplateChange(work: Work, standIns: StandIns, { type, data }: PastChange): Promise<PlaceUndone> {
  const { template: told, isNew, before = {} } = data as unknown as Told
  if (type === 'task_template.deleted') {
    const { name } = await restoreTaskTemplate(work, told)
    return { title: name, changes: { name: [null, name] } }
  }
  const template = presentTemplate((await loadTemplate(work, told.id, 'project.update')).template)
  const present = { id: template.id, what: `The template ${template.name}`, fields: template }
  if (isNew) {
    checkAsMade(standIns, present, told, AS_MADE)
    await deleteTaskTemplate(work, template.id)
    return { title: told.name, changes: { name: [told.name, null] } }
  }
  const changes = pairsFrom(before, told)
  const { customFields, ...fields } = fieldsBefore<Partial<TaskTemplate>>(standIns, present, changes)
  const { name } = await updateTaskTemplate(work, template.id, { ...fields, ...(customFields && { customFields: valuesPut(template.customFields, customFields) }) }, null)
  return { title: name, changes: turned(changes) }
}

/** Values are put one by one, and null takes one out. */
const valuesPut = (present: TaskTemplate['customFields'], wanted: TaskTemplate['customFields']) =>
  ({ ...Object.fromEntries(Object.keys(present).map((fieldId) => [fieldId, null])), ...wanted })
