// What hangs together with a task, by keys: its parent, and tasks that it blocks, relates to, repeats. Only of tasks that the reader may see.
import type { RelationField } from '../../../shared/relations/relation-fields.ts'
import { readableTeams } from '../../policy/policy.ts'
import type { Work } from '../../kernel/work.ts'
import type { Conditions } from '../tasks/conditions.ts'

const OF_TASK: Record<Exclude<RelationField, 'parent'>, { kind: string; own: string; other: string }> = {
  blocks: { kind: 'blocks', own: 'l.from_task_id = t.id', other: 'l.to_task_id' },
  blockedBy: { kind: 'blocks', own: 'l.to_task_id = t.id', other: 'l.from_task_id' },
  relates: { kind: 'relates', own: '(l.from_task_id = t.id or l.to_task_id = t.id)', other: 'case when l.from_task_id = t.id then l.to_task_id else l.from_task_id end' },
  duplicates: { kind: 'duplicates', own: 'l.from_task_id = t.id', other: 'l.to_task_id' },
  duplicatedBy: { kind: 'duplicates', own: 'l.to_task_id = t.id', other: 'l.from_task_id' },
}

/** Nothing of what is in the trash. */
const PARENT = `(select p.key || '-' || o.number from tasks o where o.organization_id = t.organization_id and o.id = t.parent_id and o.deleted_at is null)`

/** Expressions for tasks `t` of projects `p`; the teams that may be read become a parameter of `where`. */
export function kinColumns({ actor }: Work, where: Conditions): Record<RelationField, string> {
  const teams = readableTeams(actor)
  const readable = teams === null ? '' : `and q.team_id = any(array(select jsonb_array_elements_text($${where.parameters.push(JSON.stringify(teams))}::text::jsonb)::uuid))`
  const keys = ({ kind, own, other }: (typeof OF_TASK)['blocks']) => `coalesce((select jsonb_agg(q.key || '-' || o.number order by q.key, o.number) from task_links l
    join tasks o on o.organization_id = l.organization_id and o.id = ${other} and o.deleted_at is null
    join projects q on q.organization_id = o.organization_id and q.id = o.project_id and q.deleted_at is null ${readable}
    where l.organization_id = t.organization_id and l.kind = '${kind}' and ${own}), '[]')`
  return {
    parent: PARENT, blocks: keys(OF_TASK.blocks), blockedBy: keys(OF_TASK.blockedBy), relates: keys(OF_TASK.relates),
    duplicates: keys(OF_TASK.duplicates), duplicatedBy: keys(OF_TASK.duplicatedBy),
  }
}
