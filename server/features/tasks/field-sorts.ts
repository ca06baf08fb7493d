// Lists of tasks in the order of a custom field. Tasks without a value come last either way.
import type { CustomField as CustomFieldResource } from '../../../shared/features/custom-fields.ts'
import { FIELD_SORT, type FieldSort, type TaskSort } from '../../../shared/features/task-sorts.ts'
import { invalidReference } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { ofTeamsReadableBy } from '../../policy/scopes.ts'
import { CustomField } from '../custom-fields/custom-field.entity.ts'
import { presentCustomField } from '../custom-fields/custom-field.presenter.ts'
import { Project } from '../projects/project.entity.ts'
import { orderBy, orderOf, type Order, type SortKey } from './task-sorts.ts'

/** Throws 422 for a field that is none, or of a project that the actor may not read. */
export async function orderFor(work: Work, sort: TaskSort): Promise<Order> {
  const [, minus, fieldId] = FIELD_SORT.exec(sort) ?? []
  if (fieldId === undefined) return orderOf(sort as Exclude<TaskSort, FieldSort>)
  const direction = minus === '-' ? 'desc' : 'asc'
  return orderBy(keysFor(await loadField(work, fieldId), direction), direction)
}

async function loadField(work: Work, id: string): Promise<CustomFieldResource> {
  const field = await work.em.findOne(CustomField, { id })
  const project = field && await work.em.findOne(Project, { id: field.project.id, deletedAt: null, ...ofTeamsReadableBy(work.actor) })
  if (!field || !project) throw invalidReference('?sort', 'There is no such field.')
  return presentCustomField(field)
}

/** Ids stand in the text of the statement: they come from the database, which keeps them as UUIDs. */
function keysFor({ id, kind, options }: CustomFieldResource, direction: Order['direction']): SortKey[] {
  const has = `jsonb_exists(t.custom_fields, '${id}')`
  const isLast: SortKey = { column: direction === 'asc' ? `(not ${has})::int` : `(${has})::int`, type: 'int' }
  const value = `(t.custom_fields ->> '${id}')`
  const text = (column: string): SortKey => ({ column: `coalesce(${column}, '') collate "C"`, type: 'text' })
  const places = `array[${options.map((option) => `'${option.id}'`).join(', ')}]::text[]`
  switch (kind) {
    case 'number': return [isLast, { column: `coalesce(${value}::float8, 0)`, type: 'float8' }]
    case 'date': return [isLast, text(value)]
    case 'select': return [isLast, { column: `coalesce(array_position(${places}, ${value}), 0)`, type: 'int' }]
    case 'multi_select': {
      const first = `select min(array_position(${places}, o.id)) from jsonb_array_elements_text(t.custom_fields -> '${id}') o(id)`
      return [isLast, { column: `coalesce((${first}), 0)`, type: 'int' }]
    }
    case 'person': return [isLast, text(`(select left(lower(m.name), 40) from memberships m where m.organization_id = t.organization_id and m.id = ${value}::uuid)`)]
    case 'checkbox': return [isLast]
    default: return [isLast, text(`left(lower(${value}), 40)`)]
  }
}
