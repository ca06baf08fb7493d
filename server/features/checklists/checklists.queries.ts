// Reads the checklists of a task.
import type { Checklist } from '../../../shared/features/checklists.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import {
  CHECKLIST_COLUMNS,
  ITEM_COLUMNS,
  presentChecklist,
  type ChecklistItemRow,
  type ChecklistRow,
} from './checklist.presenter.ts'

/** All checklists of a task that the caller has authorized, with their items, in order. */
export async function findChecklists(work: Work, taskId: string): Promise<Checklist[]> {
  const place = [work.organizationId, taskId]
  const checklists = await query<ChecklistRow>(
    work.em,
    `select ${CHECKLIST_COLUMNS} from checklists c
    where c.organization_id = $1::uuid and c.task_id = $2::uuid order by c.rank, c.id`,
    place,
  )
  if (checklists.length === 0) return []
  const items = await query<ChecklistItemRow>(
    work.em,
    `select ${ITEM_COLUMNS} from checklist_items i
    join checklists c on c.organization_id = i.organization_id and c.id = i.checklist_id
    where c.organization_id = $1::uuid and c.task_id = $2::uuid order by i.rank, i.id`,
    place,
  )
  const byChecklist = Map.groupBy(items, ({ checklistId }) => checklistId)
  return checklists.map((row) => presentChecklist(row, byChecklist.get(row.id) ?? []))
}
