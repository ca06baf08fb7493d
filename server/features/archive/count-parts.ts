// What tasks count of their own parts, after all of them came at once. What they count of other tasks is told (tasks/recount.ts).
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'

const COUNT = `update tasks t set comment_count = n.comments, attachment_count = n.attachments, checklist_done = n.done, checklist_total = n.total
  from (select t.id,
      (select count(*)::int from comments c where c.organization_id = t.organization_id and c.task_id = t.id) as comments,
      (select count(*)::int from attachments a where a.organization_id = t.organization_id and a.task_id = t.id) as attachments,
      (select count(*)::int from checklists c join checklist_items i on i.organization_id = c.organization_id and i.checklist_id = c.id
        where c.organization_id = t.organization_id and c.task_id = t.id and i.done) as done,
      (select count(*)::int from checklists c join checklist_items i on i.organization_id = c.organization_id and i.checklist_id = c.id
        where c.organization_id = t.organization_id and c.task_id = t.id) as total
    from tasks t where t.organization_id = $1::uuid) n
  where t.organization_id = $1::uuid and t.id = n.id and (n.comments, n.attachments, n.total) is distinct from (0, 0, 0)`

/** Of tasks and of those that left: no new one takes the key of either. */
const HIGHEST = `update projects p set last_number = n.number from (
    select project_id, max(number) as number from (
      select project_id, number from tasks where organization_id = $1::uuid union all
      select project_id, number from former_keys where organization_id = $1::uuid) k group by project_id) n
  where p.organization_id = $1::uuid and p.id = n.project_id and p.last_number < n.number`

export async function countParts({ em, organizationId }: Work): Promise<void> {
  await query(em, COUNT, [organizationId])
  await query(em, HIGHEST, [organizationId])
}
