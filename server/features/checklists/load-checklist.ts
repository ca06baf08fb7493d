// Loads a checklist or one of its items through its task, which is locked: it orders all changes of its checklists and
// counts their items.
import type { Checklist, ChecklistItem } from '../../../shared/features/checklists.ts'
import type { Task } from '../../../shared/features/tasks.ts'
import { query } from '../../kernel/database.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { loadTaskFor } from '../tasks/load-task.ts'
import { findChecklists } from './checklists.queries.ts'

/** `trash`: of tasks in the trash too. */
export interface LoadOptions {
  trash?: boolean
}

export async function loadChecklist(
  work: Work,
  checklistId: string,
  options: LoadOptions = {},
): Promise<{ task: Task; checklist: Checklist }> {
  const [place] = await query<{ taskId: string }>(
    work.em,
    'select task_id as "taskId" from checklists where organization_id = $1::uuid and id = $2::uuid',
    [work.organizationId, checklistId],
  )
  if (!place) throw notFound()
  const { task } = await loadTaskFor(work, 'task.update', place.taskId, { ...options, lock: true })
  const checklist = (await findChecklists(work, task.id)).find(({ id }) => id === checklistId)
  if (!checklist) throw notFound()
  return { task, checklist }
}

export async function loadChecklistItem(
  work: Work,
  itemId: string,
  options: LoadOptions = {},
): Promise<{ task: Task; checklist: Checklist; item: ChecklistItem }> {
  const [place] = await query<{ taskId: string }>(
    work.em,
    `select c.task_id as "taskId" from checklist_items i
    join checklists c on c.organization_id = i.organization_id and c.id = i.checklist_id
    where i.organization_id = $1::uuid and i.id = $2::uuid`,
    [work.organizationId, itemId],
  )
  if (!place) throw notFound()
  const { task } = await loadTaskFor(work, 'task.update', place.taskId, { ...options, lock: true })
  // In whichever checklist: others may have moved it to another one of the task until the lock was ours.
  for (const checklist of await findChecklists(work, task.id)) {
    const item = checklist.items.find(({ id }) => id === itemId)
    if (item) return { task, checklist, item }
  }
  throw notFound()
}
