// How lists of tasks are ordered, and how a page says where the next one begins.
import { z } from 'zod'
import { priorities } from '../../../shared/features/priority.ts'
import type { FieldSort, TaskSort } from '../../../shared/features/task-sorts.ts'
import { id, storableInstant, text } from '../../../shared/ids.ts'
import { decodeCursor } from '../../kernel/pages.ts'
import type { Conditions } from './conditions.ts'
import { presentTime } from './task.presenter.ts'

export interface SortKey {
  column: string
  type: 'timestamptz' | 'int' | 'text' | 'float8'
  /** Tasks can be without it. */
  isNullable?: true
}

const time = (column: string): SortKey => ({ column, type: 'timestamptz' })
const STATUS_RANK = 'select s.rank from statuses s where s.organization_id = t.organization_id and s.id = t.status_id'

/** As `progressOf` says: by hand, else by subtasks. */
export const PROGRESS = '(case when t.progress > 0 or t.subtask_total = 0 then t.progress else t.subtask_done * 100 / t.subtask_total end)'

const keysOf: Record<Exclude<TaskSort, `-${string}` | FieldSort>, readonly SortKey[]> = {
  createdAt: [time('t.created_at')],
  updatedAt: [time('t.updated_at')],
  dueAt: [{ ...time('t.due_at'), isNullable: true }],
  startAt: [{ ...time('t.start_at'), isNullable: true }],
  priority: [{ column: `array_position(array['${priorities.join(`','`)}'], t.priority)`, type: 'int' }],
  progress: [{ column: PROGRESS, type: 'int' }],
  estimateMinutes: [{ column: 't.estimate_minutes', type: 'int', isNullable: true }],
  estimatePoints: [{ column: 't.estimate_points', type: 'float8', isNullable: true }],
  // Its beginning, so that cursors stay short.
  title: [{ column: 'left(lower(t.title), 40) collate "C"', type: 'text' }],
  number: [{ column: 'p.key collate "C"', type: 'text' }, { column: 't.number', type: 'int' }],
  // As boards show them: by the places of statuses, and of tasks in them.
  status: [
    { column: `(${STATUS_RANK}) collate "C"`, type: 'text' }, { column: 't.status_id::text collate "C"', type: 'text' },
    { column: 't.rank', type: 'text' },
  ],
}

/** A row with the values that it is sorted by, as texts. */
export interface SortedRow { id: string; sortedBy: string[] }

export interface Order {
  keys: readonly SortKey[]
  direction: 'asc' | 'desc'
  /** The column `sortedBy` of each row. */
  values: string
  by: string
}

/** Equal ones are in the order of their ids, so that no page begins between two that nobody can tell apart. */
export function orderOf(sort: Exclude<TaskSort, FieldSort>): Order {
  const direction = sort.startsWith('-') ? 'desc' : 'asc'
  return orderBy(keysOf[sort.replace('-', '') as keyof typeof keysOf].map((key) => ({ ...key, column: withEnd(key, direction) })), direction)
}

export function orderBy(keys: readonly SortKey[], direction: Order['direction']): Order {
  return {
    keys, direction,
    values: `jsonb_build_array(${keys.map(({ column }) => `(${column})::text`).join(', ')}) as "sortedBy"`,
    by: [...keys.map(({ column }) => column), 't.id'].map((column) => `${column} ${direction}`).join(', '),
  }
}

/** Tasks without a value come last either way. A time that all have stays as it is: its index gives the order. */
const withEnd = ({ column, type, isNullable }: SortKey, direction: 'asc' | 'desc') =>
  (isNullable ? `coalesce(${column}, ${type === 'timestamptz' ? `'${endOf(direction)}'::timestamptz` : beyond(direction)})` : column)
/** No estimate is as large, and none below nothing. */
const beyond = (direction: 'asc' | 'desc') => (direction === 'asc' ? 2_147_483_647 : -1)
const endOf = (direction: 'asc' | 'desc') => (direction === 'asc' ? 'infinity' : '-infinity')

/** What a cursor holds of the row. */
export function positionOf({ keys }: Order, row: SortedRow): (string | number | null)[] {
  return [...keys.map(({ type }, index) => held(type, row.sortedBy[index]!)), row.id]
}

function held(type: SortKey['type'], value: string): string | number | null {
  if (type === 'text') return value
  if (type === 'int' || type === 'float8') return Number(value)
  return value.endsWith('infinity') ? null : presentTime(value)
}

type Part = z.ZodType<string | number | null>
const kinds: Record<SortKey['type'], Part> = { text: text(200), int: z.int32(), float8: z.number(), timestamptz: storableInstant.nullable() }

/** Only what comes after the cursor. */
export function addCursor(where: Conditions, { keys, direction }: Order, cursor: string | undefined): void {
  const last = decodeCursor(cursor, z.tuple([...keys.map(({ type }) => kinds[type]), id] as Part[] as [Part]))
  if (!last) return
  const columns = [...keys.map(({ column }) => column), 't.id'].join(', ')
  const places = [...keys.map(({ type }) => `?::${type}`), '?::uuid'].join(', ')
  where.add(`(${columns}) ${direction === 'asc' ? '>' : '<'} (${places})`, ...last.map((value) => value ?? endOf(direction)))
}
