// Keeps a task's counts of checklist items, in the transaction that changes them.
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'

/** Adds to the counts on the task's row. */
export async function countItems(work: Work, taskId: string, by: { done: number; total: number }): Promise<void> {
  if (by.done === 0 && by.total === 0) return
  await query(
    work.em,
    `update tasks set checklist_done = checklist_done + $3::int, checklist_total = checklist_total + $4::int
    where organization_id = $1::uuid and id = $2::uuid`,
    [work.organizationId, taskId, by.done, by.total],
  )
}
