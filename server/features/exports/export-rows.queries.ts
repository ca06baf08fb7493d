// Tasks of an export page by page, each in a transaction of its own: rights and memory stay those of one page.
import type { ExportField } from '../../../shared/features/exports.ts'
import { isRelationField, type RelationField } from '../../../shared/relations/relation-fields.ts'
import type { FieldValues } from '../../../shared/field-values.ts'
import type { TaskQuery } from '../tasks/list-tasks.queries.ts'
import { query } from '../../kernel/database.ts'
import { page } from '../../kernel/pages.ts'
import type { Work } from '../../kernel/work.ts'
import { taskConditions } from '../tasks/task-conditions.ts'
import { PROJECT_OF_TASK } from '../tasks/task-row.ts'
import { orderFor } from '../tasks/field-sorts.ts'
import { addCursor, positionOf, PROGRESS } from '../tasks/task-sorts.ts'
import { customCells, type Cell } from './custom-cells.ts'
import type { ExportColumn } from './export-columns.ts'
import { kinColumns } from './kin-columns.ts'

/** Times are ISO 8601 in UTC; people and labels are lists of names. */
export type ExportRow = Record<string, Cell>
export interface ExportPage { items: ExportRow[]; nextCursor: string | null }
export type ExportQuery = Pick<TaskQuery, 'filter' | 'projectId' | 'teamId' | 'sort'>

const ROWS = 500

const time = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const names = (table: string, of: string, column: string) => `coalesce((select jsonb_agg(n.name order by n.name, n.id) from ${table} l
  join ${of} n on n.organization_id = l.organization_id and n.id = l.${column} where l.organization_id = t.organization_id and l.task_id = t.id), '[]')`

const expressions: Record<Exclude<ExportField, 'customFields' | RelationField>, string> = {
  key: `p.key || '-' || t.number`, title: 't.title', status: 's.name', category: 's.category', assignees: names('task_assignees', 'memberships', 'membership_id'),
  priority: 't.priority', labels: names('task_labels', 'labels', 'label_id'), due: time('t.due_at'), start: time('t.start_at'), progress: PROGRESS,
  estimateMinutes: 't.estimate_minutes', estimatePoints: 't.estimate_points',
  project: 'p.name', team: 'e.name', creator: 'm.name', created: time('t.created_at'), updated: time('t.updated_at'), archived: 't.archived_at is not null',
  checklistDone: 't.checklist_done', checklistTotal: 't.checklist_total', comments: 't.comment_count', attachments: 't.attachment_count', id: 't.id', description: 't.description',
}

const FROM = `from tasks t ${PROJECT_OF_TASK}
  join statuses s on s.organization_id = t.organization_id and s.id = t.status_id
  join teams e on e.organization_id = p.organization_id and e.id = p.team_id
  left join memberships m on m.organization_id = t.organization_id and m.id = t.created_by_id`

/** The tasks after a cursor, with a cell for each column. */
export async function exportPage(work: Work, asked: ExportQuery, columns: readonly ExportColumn[], cursor?: string): Promise<ExportPage> {
  const order = await orderFor(work, asked.sort)
  const where = await taskConditions(work, asked)
  addCursor(where, order, cursor)
  const own = columns.filter(({ fields }) => !fields).map(({ key }) => key)
  const kin = kinColumns(work, where, own.filter(isRelationField))
  const plain = own.map((key) => `${kin.get(key) ?? expressions[key as keyof typeof expressions]} as "${key}"`)
  const values = columns.some(({ fields }) => fields) ? 't.custom_fields' : 'null'
  const rows = await query<ExportRow & { taskId: string; sortedBy: string[]; taskValues: FieldValues | null; taskProject: string }>(
    work.em,
    `select ${[...plain, `${values} as "taskValues"`, 't.id as "taskId"', 't.project_id as "taskProject"', order.values].join(', ')} ${FROM}
    where ${where.texts.join(' and ')} order by ${order.by} limit ${ROWS + 1}`,
    where.parameters,
  )
  const cells = await customCells(work, columns, rows.map(({ taskValues, taskProject }) => ({ projectId: taskProject, values: taskValues ?? {} })))
  const whole = new Map(rows.map((row, index) => [row, { ...row, ...cells[index] } as ExportRow]))
  return page(rows, ROWS, (row) => whole.get(row)!, ({ taskId, sortedBy }) => positionOf(order, { id: taskId, sortedBy }))
}
