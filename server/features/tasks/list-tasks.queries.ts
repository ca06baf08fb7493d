// Lists tasks of readable teams: filters, fixed sorts, keyset pages.
import { z } from 'zod'
import { id, storableInstant } from '../../../shared/ids.ts'
import type { BoardTask, taskEndpoints } from '../../../shared/features/tasks.ts'
import { query } from '../../kernel/database.ts'
import { decodeCursor, page } from '../../kernel/pages.ts'
import type { Work } from '../../kernel/work.ts'
import { readableTeams } from '../../policy/policy.ts'
import { BOARD_TASK_COLUMNS, PROJECT_OF_TASK, type BoardTaskRow } from './task-row.ts'
import { presentBoardTask, presentTime } from './task.presenter.ts'

export type TaskQuery = z.output<typeof taskEndpoints.listTasks.query>

/** Conditions joined by `and`, with their parameters. */
class Conditions {
  readonly texts: string[] = []
  readonly parameters: unknown[] = []

  /** `?` stands for the values, in order. Fields that are undefined add nothing. */
  add(text: string, ...values: unknown[]): this {
    if (values.includes(undefined)) return this
    this.texts.push(text.replaceAll('?', () => `$${this.parameters.push(values.shift())}`))
    return this
  }
}

export async function listTasks(
  work: Work,
  filter: TaskQuery,
): Promise<{ items: BoardTask[]; nextCursor: string | null }> {
  const sort = sortOf(filter.sort)
  const where = conditionsOf(work, filter)
  addCursor(where, sort, filter.cursor)
  const rows = await query<BoardTaskRow>(
    work.em,
    `select ${BOARD_TASK_COLUMNS} from tasks t ${PROJECT_OF_TASK}
    where ${where.texts.join(' and ')} order by ${sort.expression} ${sort.direction}, t.id ${sort.direction} limit
      ${filter.limit + 1}`,
    where.parameters,
  )
  return page(rows, filter.limit, presentBoardTask, (row) => [presentTime(row[sort.field]), row.id])
}

const OPEN = `exists (select from statuses s
  where s.organization_id = t.organization_id and s.id = t.status_id and s.category not in ('done', 'cancelled'))`

function conditionsOf(work: Work, filter: TaskQuery): Conditions {
  const teams = readableTeams(work.actor)
  const where = new Conditions()
    .add('t.organization_id = ?::uuid', work.organizationId)
    .add('p.deleted_at is null')
    .add(
      'p.team_id = any(array(select jsonb_array_elements_text(?::text::jsonb)::uuid))',
      teams === null ? undefined : JSON.stringify(teams),
    )
    .add('t.project_id = ?::uuid', filter.projectId)
    .add('p.team_id = ?::uuid', filter.teamId)
    .add('t.status_id = ?::uuid', filter.statusId)
    .add('t.priority = ?', filter.priority)
    .add('t.created_by_id = ?::uuid', filter.createdById)
    .add('t.due_at < ?::timestamptz', filter.dueBefore)
    .add('t.updated_at > ?::timestamptz', filter.updatedAfter)
    .add(
      `exists (select from task_assignees a
        where a.organization_id = t.organization_id and a.task_id = t.id and a.membership_id = ?::uuid)`,
      filter.assigneeId,
    )
    .add(
      `exists (select from task_labels l
        where l.organization_id = t.organization_id and l.task_id = t.id and l.label_id = ?::uuid)`,
      filter.labelId,
    )
  if (filter.open === 'true') where.add(OPEN)
  addShelf(where, filter)
  addWords(where, filter)
  return where
}

/** The trash shows archived tasks too. */
function addShelf(where: Conditions, { archived, deleted }: TaskQuery): void {
  if (deleted === 'true') where.add('t.deleted_at is not null')
  else {
    where.add('t.deleted_at is null')
    if (archived !== 'any') where.add(archived === 'true' ? 't.archived_at is not null' : 't.archived_at is null')
  }
}

function addWords(where: Conditions, { key, text }: TaskQuery): void {
  if (key !== undefined) {
    const [, project, number] = /^(.+)-(\d{1,9})$/.exec(key.trim().toUpperCase()) ?? []
    if (project === undefined) where.add('false')
    else where.add('p.key = ?', project).add('t.number = ?::int', number)
  }
  if (text) {
    const pattern = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`
    where.add(`(t.title ilike ? or p.key || '-' || t.number ilike ?)`, pattern, pattern)
  }
}

interface Sort {
  field: 'createdAt' | 'updatedAt' | 'dueAt'
  expression: string
  direction: 'asc' | 'desc'
  open: string
}

/** Tasks without a due time come last either way. */
function sortOf(sort: TaskQuery['sort']): Sort {
  const descending = sort.startsWith('-')
  const open = descending ? '-infinity' : 'infinity'
  const field = sort.replace('-', '') as Sort['field']
  const expression = {
    createdAt: 't.created_at',
    updatedAt: 't.updated_at',
    dueAt: `coalesce(t.due_at, '${open}'::timestamptz)`,
  }[field]
  return { field, expression, direction: descending ? 'desc' : 'asc', open }
}

function addCursor(where: Conditions, sort: Sort, cursor: string | undefined): void {
  const last = decodeCursor(cursor, z.tuple([storableInstant.nullable(), id]))
  if (!last) return
  const [time, taskId] = last
  where.add(
    `(${sort.expression}, t.id) ${sort.direction === 'asc' ? '>' : '<'} (?::timestamptz, ?::uuid)`,
    time ?? sort.open,
    taskId,
  )
}
