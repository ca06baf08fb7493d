// Reads links between tasks.
import type { TaskLink } from '../../../shared/features/links.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { presentTime } from '../tasks/task.presenter.ts'

export const LINK_COLUMNS = `l.id, l.kind, l.from_task_id as "fromTaskId", l.to_task_id as "toTaskId", l.created_by_id as "createdById",
  l.created_at as "createdAt"`

export const presentLink = (row: TaskLink): TaskLink => ({ ...row, createdAt: presentTime(row.createdAt) })

/** All links of a task that the caller has authorized, in the order of their making. */
export async function findLinks(work: Work, taskId: string): Promise<TaskLink[]> {
  const rows = await query<TaskLink>(
    work.em,
    `select ${LINK_COLUMNS} from task_links l
    where l.organization_id = $1::uuid and (l.from_task_id = $2::uuid or l.to_task_id = $2::uuid)
    order by l.created_at, l.id`,
    [work.organizationId, taskId],
  )
  return rows.map(presentLink)
}

export async function findLink(work: Work, linkId: string): Promise<TaskLink | undefined> {
  const [row] = await query<TaskLink>(
    work.em,
    `select ${LINK_COLUMNS} from task_links l where l.organization_id = $1::uuid and l.id = $2::uuid`,
    [work.organizationId, linkId],
  )
  return row && presentLink(row)
}
