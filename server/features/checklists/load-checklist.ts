// Loads a checklist or one of its items through its task, which is locked: it orders all changes of its checklists and
// counts their items.
import type { Checklist, ChecklistItem } from '../../../shared/features/checklists.ts'
import type { Task } from '../../../shared/features/tasks.ts'
import { query } from '../../kernel/database.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { loadTaskFor } from '../tasks/load-task.ts'
import { findChecklists } from './checklists.queries.ts'

export async function loadChecklist(work: Work, checklistId: string): Promise<{ task: Task; checklist: Checklist }> {
  const [place] = await query<{ taskId: string }>(
    work.em,
    'select task_id as "taskId" from checklists where organization_id = $1::uuid and id = $2::uuid',
    [work.organizationId, checklistId],
  )
  if (!place) throw notFound()
  const { task } = await loadTaskFor(work, 'task.update', place.taskId, { lock: true })
  const checklist = (await findChecklists(work, task.id)).find(({ id }) => id === checklistId)
  if (!checklist) throw notFound()
  return { task, checklist }
}

export async function loadChecklistItem(
  work: Work,
  itemId: string,
): Promise<{ task: Task; checklist: Checklist; item: ChecklistItem }> {
  const [place] = await query<{ checklistId: string }>(
    work.em,
    'select checklist_id as "checklistId" from checklist_items where organization_id = $1::uuid and id = $2::uuid',
    [work.organizationId, itemId],
  )
  if (!place) throw notFound()
  const { task, checklist } = await loadChecklist(work, place.checklistId)
  const item = checklist.items.find(({ id }) => id === itemId)
  if (!item) throw notFound()
  return { task, checklist, item }
}
