// What tasks count of their own parts, after many of them came at once. What they count of other tasks is told (recount.ts).
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'

const countOf = (which: string) => `update tasks t set comment_count = n.comments, attachment_count = n.attachments, checklist_done = n.done, checklist_total = n.total
  from (select t.id,
      (select count(*)::int from comments c where c.organization_id = t.organization_id and c.task_id = t.id) as comments,
      (select count(*)::int from attachments a where a.organization_id = t.organization_id and a.task_id = t.id) as attachments,
      (select count(*)::int from checklists c join checklist_items i on i.organization_id = c.organization_id and i.checklist_id = c.id
        where c.organization_id = t.organization_id and c.task_id = t.id and i.done) as done,
      (select count(*)::int from checklists c join checklist_items i on i.organization_id = c.organization_id and i.checklist_id = c.id
        where c.organization_id = t.organization_id and c.task_id = t.id) as total
    from tasks t where t.organization_id = $1::uuid ${which}) n
  where t.organization_id = $1::uuid and t.id = n.id and (n.comments, n.attachments, n.total) is distinct from (0, 0, 0)`

const ALL = countOf('')
const SOME = countOf('and t.id = any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))')

/** For tasks that counted nothing until now: these, or all of the organization. Events of the parts raise the counts on screens. */
export async function countOwnParts({ em, organizationId }: Work, taskIds?: readonly string[]): Promise<void> {
  if (!taskIds) await query(em, ALL, [organizationId])
  else if (taskIds.length > 0) await query(em, SOME, [organizationId, JSON.stringify(taskIds)])
}
