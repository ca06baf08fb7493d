// Values of custom fields as cells: names stand for ids, here as in all of the file.
import type { CustomField } from '../../../shared/features/custom-fields.ts'
import type { FieldValue, FieldValues } from '../../../shared/field-values.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import type { ExportColumn } from './export-columns.ts'

/** Several names are a list, which is one text where a cell has no lists. */
export type Cell = string | number | boolean | null | readonly string[]

export const withoutList = (cell: Cell) => (typeof cell === 'object' && cell !== null ? cell.join(', ') : cell)

/** A task's own values, and the project whose fields they are of. */
export interface ValuesOfTask { projectId: string; values: FieldValues }

/** What each of these tasks says in the columns of custom fields, by the columns' keys. */
export async function customCells(work: Work, columns: readonly ExportColumn[], tasks: readonly ValuesOfTask[]): Promise<Record<string, Cell>[]> {
  const own = columns.flatMap(({ key, fields }) => (fields ? [{ key, fields: new Map(fields.map((field) => [field.projectId, field])) }] : []))
  if (own.length === 0) return tasks.map(() => ({}))
  const people = own.flatMap(({ fields }) => [...fields.values()].flatMap(({ id, kind }) => (kind === 'person' ? [id] : [])))
  const names = await namesOf(work, tasks.flatMap(({ values }) => people.flatMap((id) => (values[id] as string | undefined) ?? [])))
  return tasks.map(({ projectId, values }) => Object.fromEntries(own.map(({ key, fields }) => {
    const field = fields.get(projectId)
    return [key, field ? cellOf(field, values[field.id] ?? null, names) : null]
  })))
}

function cellOf({ kind, options }: CustomField, value: FieldValue | null, names: ReadonlyMap<string, string>): Cell {
  if (kind === 'checkbox') return value === true
  if (value === null) return null
  if (kind === 'person') return names.get(value as string) ?? null
  if (kind === 'multi_select') return options.filter(({ id }) => (value as readonly string[]).includes(id)).map(({ name }) => name)
  if (kind === 'select') return options.find(({ id }) => id === value)?.name ?? null
  return value as string | number
}

async function namesOf(work: Work, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await query<{ id: string; name: string }>(
    work.em,
    `select id, name from memberships where organization_id = $1::uuid and id = any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))`,
    [work.organizationId, JSON.stringify([...new Set(ids)])],
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
