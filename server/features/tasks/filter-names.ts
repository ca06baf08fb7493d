// Names in a filter: looked up in one statement before the tasks are asked, so that no task is compared with a name, and a name that is
// nobody's costs nothing.
import type { FilterFieldName } from '../../../shared/filter/fields.ts'
import type { Filter, FilterTerm } from '../../../shared/filter/filter.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'

/** What has a name: which column of tasks `t` and their projects `p` is its id, in rows of the task where it can have several. */
export interface Named { rows?: string; id: string; table: string; names: readonly string[] }
export type NamedField = 'status' | 'assignee' | 'creator' | 'watcher' | 'label' | 'project' | 'team'
export const named: Record<NamedField, Named> = {
  status: { id: 't.status_id', table: 'statuses', names: ['name'] },
  assignee: {
    rows: 'from task_assignees a where a.organization_id = t.organization_id and a.task_id = t.id',
    id: 'a.membership_id', table: 'memberships', names: ['name'],
  },
  creator: { id: 't.created_by_id', table: 'memberships', names: ['name'] },
  // As `watchersOf` says: its author and assignees, and whoever wants to, but for those who do not.
  watcher: {
    rows: `from (select t.created_by_id as id
        union all select a.membership_id from task_assignees a where a.organization_id = t.organization_id and a.task_id = t.id
        union all select w.membership_id from task_watchers w where w.organization_id = t.organization_id and w.task_id = t.id and w.watching) h
      where h.id is not null and not exists (select from task_watchers w
        where w.organization_id = t.organization_id and w.task_id = t.id and w.membership_id = h.id and not w.watching)`,
    id: 'h.id', table: 'memberships', names: ['name'],
  },
  label: {
    rows: 'from task_labels l where l.organization_id = t.organization_id and l.task_id = t.id',
    id: 'l.label_id', table: 'labels', names: ['name'],
  },
  project: { id: 'p.id', table: 'projects', names: ['name', 'key'] },
  team: { id: 'p.team_id', table: 'teams', names: ['name'] },
}
export const isNamed = (field: FilterFieldName): field is NamedField => field in named

/** The ids of all that are called so, or of whose name it is a part. */
export type IdsOf = (field: NamedField, name: string, part: boolean) => readonly string[]

/** The case of letters does not matter; `fold` of shared/filter does the same. */
export const folded = (expression: string) => `translate(lower(translate(${expression}, '\u0130', 'I')), '\u03c2', '\u03c3')`

interface Wanted { table: string; name: string; part: boolean }

/** Looks up all names of a filter; nothing is asked where there are none. */
export async function readNames(work: Work, filter: Filter): Promise<IdsOf> {
  const wanted = new Map(wantedBy(filter).map((one) => [keyOf(one), one]))
  const tables = new Set([...wanted.values()].map(({ table }) => table))
  if (tables.size === 0) return () => []
  const rows = await query<Wanted & { id: string }>(
    work.em, [...tables].map(lookUp).join(' union '), [work.organizationId, JSON.stringify([...wanted.values()])])
  const ids = Map.groupBy(rows, keyOf)
  return (field, name, part) => (ids.get(keyOf({ table: named[field].table, name, part })) ?? []).map(({ id }) => id)
}

const keyOf = ({ table, name, part }: Wanted) => JSON.stringify([table, name, part])

function wantedBy(filter: Filter): Wanted[] {
  if (filter.kind !== 'term') return filter.kind === 'not' ? wantedBy(filter.part) : filter.parts.flatMap(wantedBy)
  const { field } = filter
  // A custom field may be one for people.
  if (field === 'field') return filter.values.flatMap((value) => (value.kind === 'any' ? [{ table: 'memberships', name: value.text, part: isPart(filter) }] : []))
  if (!isNamed(field)) return []
  return filter.values.flatMap((value) => (value.kind === 'name' ? [{ table: named[field].table, name: value.name, part: isPart(filter) }] : []))
}

export const isPart = ({ operator }: FilterTerm): boolean => operator === '~'

/** Each name of the table is folded once. */
function lookUp(table: string): string {
  const { names } = Object.values(named).find((one) => one.table === table)!
  const fits = names.map((name) => `case when w.part then strpos(n.${name}, w.folded) > 0 else n.${name} = w.folded end`)
  return `select n.id, w."table", w.name, w.part
    from (select id, ${names.map((name) => `${folded(name)} as ${name}`).join(', ')} from ${table} where organization_id = $1::uuid offset 0) n
    join (select w.*, ${folded('w.name')} as folded
      from jsonb_to_recordset($2::text::jsonb) as w("table" text, name text, part boolean) where w."table" = '${table}' offset 0) w
    on ${fits.join(' or ')}`
}
