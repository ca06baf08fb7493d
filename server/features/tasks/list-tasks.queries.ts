// Lists tasks of readable teams: filters, sorts, keyset pages, and of each task only what is asked for.
import type { z } from 'zod'
import type { BoardTask, taskEndpoints } from '../../../shared/features/tasks.ts'
import { query } from '../../kernel/database.ts'
import { page } from '../../kernel/pages.ts'
import type { Work } from '../../kernel/work.ts'
import { orderFor } from './field-sorts.ts'
import { taskConditions } from './task-conditions.ts'
import { BOARD_TASK_COLUMNS, PROJECT_OF_TASK, type BoardTaskRow } from './task-row.ts'
import { addCursor, positionOf, type SortedRow } from './task-sorts.ts'
import { presentBoardTask } from './task.presenter.ts'

export type TaskQuery = z.output<typeof taskEndpoints.listTasks.query>

export async function listTasks(work: Work, asked: TaskQuery): Promise<{ items: BoardTask[]; nextCursor: string | null }> {
  const order = await orderFor(work, asked.sort)
  const where = await taskConditions(work, asked)
  addCursor(where, order, asked.cursor)
  const rows = await query<BoardTaskRow & SortedRow>(
    work.em,
    `select ${BOARD_TASK_COLUMNS}, ${order.values} from tasks t ${PROJECT_OF_TASK}
    where ${where.texts.join(' and ')} order by ${order.by} limit ${asked.limit + 1}`,
    where.parameters,
  )
  const present = asked.fields ? picked(asked.fields) : presentBoardTask
  return page(rows, asked.limit, present, (row) => positionOf(order, row))
}

/** Of each task the id and the named fields. The description of the endpoint says that others are not there. */
function picked(fields: readonly (keyof BoardTask)[]) {
  const names = new Set<string>(['id', ...fields])
  return (row: BoardTaskRow) => Object.fromEntries(Object.entries(presentBoardTask(row)).filter(([name]) => names.has(name))) as BoardTask
}
