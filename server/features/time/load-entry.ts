// Loads logged time through its task.
import type { Task } from '../../../shared/features/tasks.ts'
import type { TimeEntry } from '../../../shared/features/time.ts'
import type { Permission } from '../../../shared/permissions.ts'
import { query } from '../../kernel/database.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { loadTask } from '../tasks/load-task.ts'
import { ENTRY_COLUMNS, presentEntry, type EntryRow } from './time.presenter.ts'

/** `trash`: of tasks in the trash too. */
export interface LoadOptions { trash?: boolean }

/** Locked, so that nobody approves what is being changed. */
export async function loadEntry(work: Work, permission: Permission, entryId: string, options: LoadOptions = {}): Promise<{ entry: TimeEntry; task: Task }> {
  const entry = await findEntry(work, entryId)
  if (!entry) throw notFound()
  const { task, project } = await loadTask(work, entry.taskId, options)
  authorize(work.actor, permission, { teamId: project.teamId, createdById: entry.memberId })
  return { entry, task }
}

/** Without asking for rights. */
export async function findEntry(work: Work, entryId: string): Promise<TimeEntry | undefined> {
  const [row] = await query<EntryRow>(
    work.em, `select ${ENTRY_COLUMNS} from time_entries w where w.organization_id = $1::uuid and w.id = $2::uuid for update`,
    [work.organizationId, entryId],
  )
  return row && presentEntry(row)
}
