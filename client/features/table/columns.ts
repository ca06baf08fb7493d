// The columns that the table can have: how wide, sorted by what, edited how. Pure.
import type { TaskSort } from '../../../shared/features/task-sorts.ts'
import type { PickerKind } from '../board/board.scene.svelte.ts'

export const columnNames = [
  'key', 'title', 'project', 'status', 'assignees', 'priority', 'labels', 'due', 'start', 'progress', 'time', 'points', 'checklist', 'comments', 'links', 'creator', 'created', 'updated',
] as const
export type KnownColumn = (typeof columnNames)[number]
/** A custom field of the project, by its id. */
export type FieldColumn = `field.${string}`
export type ColumnName = KnownColumn | FieldColumn

export interface TableColumn {
  width: number
  /** Where it can be sorted by. */
  sort?: TaskSort
  /** Typed in its place, chosen in a picker, ticked, or only read. */
  edit?: 'text' | 'number' | 'field' | 'tick' | PickerKind
  isNumber?: true
}

export const tableColumns: Record<KnownColumn, TableColumn> = {
  key: { width: 92, sort: 'number' },
  title: { width: 380, sort: 'title', edit: 'text' },
  /** Only where tasks of several are shown. */
  project: { width: 150 },
  status: { width: 150, sort: 'status', edit: 'status' },
  assignees: { width: 150, edit: 'assignees' },
  priority: { width: 112, sort: 'priority', edit: 'priority' },
  labels: { width: 180, edit: 'labels' },
  due: { width: 116, sort: 'dueAt', edit: 'due' },
  start: { width: 116, sort: 'startAt', edit: 'start' },
  progress: { width: 100, sort: 'progress', edit: 'number', isNumber: true },
  time: { width: 104, sort: 'estimateMinutes', edit: 'text', isNumber: true },
  points: { width: 84, sort: 'estimatePoints', edit: 'number', isNumber: true },
  checklist: { width: 96, isNumber: true },
  comments: { width: 96, isNumber: true },
  links: { width: 80, isNumber: true },
  creator: { width: 150 },
  created: { width: 116, sort: 'createdAt' },
  updated: { width: 116, sort: 'updatedAt' },
}

const FIELD_COLUMN = /^field\.[0-9a-f-]{36}$/
export const isFieldColumn = (name: string): name is FieldColumn => FIELD_COLUMN.test(name)
export const fieldColumn = (fieldId: string): FieldColumn => `field.${fieldId}`
export const fieldIdOf = (column: FieldColumn): string => column.slice('field.'.length)

export const usualColumns: readonly KnownColumn[] = ['key', 'title', 'status', 'assignees', 'priority', 'labels', 'due', 'progress']
export const usualColumnsOfTeam: readonly KnownColumn[] = ['key', 'title', 'project', 'status', 'assignees', 'priority', 'labels', 'due']
export const widthLimits = { least: 64, most: 900 } as const

/** Columns as an address or the browser's memory has them; null when nothing of it is known. */
export function readColumns(text: string | null): ColumnName[] | null {
  const named = (text ?? '').split(',')
  const known = [...new Set(named)].flatMap((name): ColumnName[] => (isFieldColumn(name) ? [name] : columnNames.filter((column) => column === name)))
  if (known.length === 0) return null
  return known.includes('title') ? known : ['title', ...known]
}

/** The column at its new place. */
export function moved(columns: readonly ColumnName[], column: ColumnName, to: number): ColumnName[] {
  const others = columns.filter((name) => name !== column)
  const place = Math.max(0, Math.min(to, others.length))
  return [...others.slice(0, place), column, ...others.slice(place)]
}

/** Shown where it stands in the list of all, custom fields at the end; the title cannot be taken away. */
export function toggledColumn(columns: readonly ColumnName[], column: ColumnName): ColumnName[] {
  if (column === 'title') return [...columns]
  if (columns.includes(column)) return columns.filter((name) => name !== column)
  if (isFieldColumn(column)) return [...columns, column]
  const placeOf = (name: ColumnName) => (isFieldColumn(name) ? columnNames.length : columnNames.indexOf(name))
  const place = columns.findLastIndex((name) => placeOf(name) < placeOf(column))
  return moved([...columns, column], column, place + 1)
}
