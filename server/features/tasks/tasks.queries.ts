// Reads tasks: one, one with all that its panel shows, and those of a board.
import type { BoardTask, Task, TaskDetail } from '../../../shared/features/tasks.ts'
import { teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import { readHeads } from '../../kernel/streams.ts'
import type { Work } from '../../kernel/work.ts'
import { findAttachments } from '../attachments/attachments.queries.ts'
import { findChecklists } from '../checklists/checklists.queries.ts'
import { findComments } from '../comments/comments.queries.ts'
import { loadTaskFor } from './load-task.ts'
import { BOARD_TASK_COLUMNS, PROJECT_OF_TASK, type BoardTaskRow } from './task-row.ts'
import { presentBoardTask } from './task.presenter.ts'

/** Tasks in the trash can be read too. */
export async function readTask(work: Work, taskId: string): Promise<Task> {
  return (await loadTaskFor(work, 'task.read', taskId, { trash: true })).task
}

/** Runs in a snapshot transaction: everything is of one moment, the offset too (RT17). */
export async function readTaskDetail(work: Work, taskId: string): Promise<TaskDetail> {
  const { task } = await loadTaskFor(work, 'task.read', taskId, { trash: true })
  const stream = teamStream(task.teamId)
  const checklists = await findChecklists(work, taskId)
  const comments = await findComments(work, taskId)
  const attachments = await findAttachments(work, taskId)
  const [head] = await readHeads(work.em, [{ organizationId: work.organizationId, stream }])
  if (!head) throw new Error(`the stream ${stream} of a task has no head`)
  return { task, checklists, comments, attachments, stream, offset: head.head, epoch: head.epoch }
}

/** The tasks that a project's board shows, by status and rank. The caller has authorized. */
export async function findBoardTasks(work: Work, projectId: string): Promise<BoardTask[]> {
  const rows = await query<BoardTaskRow>(
    work.em,
    `select ${BOARD_TASK_COLUMNS} from tasks t ${PROJECT_OF_TASK}
    where t.organization_id = $1::uuid and t.project_id = $2::uuid and t.archived_at is null and t.deleted_at is null
    order by t.status_id, t.rank, t.id`,
    [work.organizationId, projectId],
  )
  return rows.map(presentBoardTask)
}
