// What hangs together with a task, by keys: its parent, and tasks that it blocks, relates to, repeats. Only of tasks that the reader may see.
import type { LinkField, RelationField } from '../../../shared/relations/relation-fields.ts'
import { readableTeams } from '../../policy/policy.ts'
import type { Work } from '../../kernel/work.ts'
import type { Conditions } from '../tasks/conditions.ts'

const OF_TASK: Record<LinkField, { kind: string; own: string; other: string }> = {
  blocks: { kind: 'blocks', own: 'l.from_task_id = t.id', other: 'l.to_task_id' },
  blockedBy: { kind: 'blocks', own: 'l.to_task_id = t.id', other: 'l.from_task_id' },
  relates: { kind: 'relates', own: '(l.from_task_id = t.id or l.to_task_id = t.id)', other: 'case when l.from_task_id = t.id then l.to_task_id else l.from_task_id end' },
  duplicates: { kind: 'duplicates', own: 'l.from_task_id = t.id', other: 'l.to_task_id' },
  duplicatedBy: { kind: 'duplicates', own: 'l.to_task_id = t.id', other: 'l.from_task_id' },
}

/** Nothing of what is in the trash. */
const PARENT = `(select p.key || '-' || o.number from tasks o where o.organization_id = t.organization_id and o.id = t.parent_id and o.deleted_at is null)`

/** Expressions for the asked fields, of tasks `t` of projects `p`; what links need becomes a parameter of `where`. */
export function kinColumns(work: Work, where: Conditions, asked: readonly RelationField[]): ReadonlyMap<string, string> {
  // Only then: PostgreSQL refuses a parameter that no expression names.
  const readable = asked.some((field) => field !== 'parent') ? ofReadableTeams(work, where) : ''
  return new Map(asked.map((field) => [field, field === 'parent' ? PARENT : keysOf(field, readable)]))
}

function ofReadableTeams({ actor }: Work, where: Conditions): string {
  const teams = readableTeams(actor)
  return teams === null ? '' : `and q.team_id = any(array(select jsonb_array_elements_text($${where.parameters.push(JSON.stringify(teams))}::text::jsonb)::uuid))`
}

function keysOf(field: LinkField, readable: string): string {
  const { kind, own, other } = OF_TASK[field]
  return `coalesce((select jsonb_agg(q.key || '-' || o.number order by q.key, o.number) from task_links l
    join tasks o on o.organization_id = l.organization_id and o.id = ${other} and o.deleted_at is null
    join projects q on q.organization_id = o.organization_id and q.id = o.project_id and q.deleted_at is null ${readable}
    where l.organization_id = t.organization_id and l.kind = '${kind}' and ${own}), '[]')`
}
