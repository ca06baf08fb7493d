// What others hung on a task since it was made, beyond its own fields: its creation is not undone then, as that would go unseen.
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import type { BulkModel } from '../tasks/bulk-model.ts'
import type { PastChange } from './past-changes.ts'
import { taskOf } from './undo-task-change.ts'

interface Hung { id: string; isUsed: boolean; childIds: string[] }

/**
 * The creations whose task has time or links of others than its maker, or a subtask that is not gone with it in the end.
 */
export async function findUsedCreations(work: Work, model: BulkModel, changes: readonly PastChange[]): Promise<PastChange[]> {
  const creations = changes.filter(({ type }) => type === 'task.created')
  if (creations.length === 0) return []
  const asked = creations.map((past) => ({ id: taskOf(past).id, by: past.actorId }))
  const hung = new Map((await query<Hung>(work.em, HUNG, [work.organizationId, JSON.stringify(asked)])).map((one) => [one.id, one]))
  const isChild = (childId: string, parentId: string) => {
    const child = model.facts.tasks.get(childId)
    return !child || (child.deletedAt === null && child.parentId === parentId)
  }
  return creations.filter((past) => {
    const { id } = taskOf(past)
    const one = hung.get(id)
    return one !== undefined && (one.isUsed || one.childIds.some((childId) => isChild(childId, id)))
  })
}

const HUNG = `
select v.id,
  exists (select from time_entries e where e.organization_id = $1::uuid and e.task_id = v.id and e.membership_id is distinct from v.by)
  or exists (select from task_links l where l.organization_id = $1::uuid and l.from_task_id = v.id and l.created_by_id is distinct from v.by)
  or exists (select from task_links l where l.organization_id = $1::uuid and l.to_task_id = v.id and l.created_by_id is distinct from v.by) as "isUsed",
  array(select c.id from tasks c where c.organization_id = $1::uuid and c.parent_id = v.id and c.deleted_at is null) as "childIds"
from jsonb_to_recordset($2::text::jsonb) as v(id uuid, by uuid)`
