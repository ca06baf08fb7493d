// A task that others block cannot be finished, unless whoever manages the team says so.
import type { Task } from '../../../shared/features/tasks.ts'
import type { Category } from '../../../shared/features/workflow.ts'
import { query } from '../../kernel/database.ts'
import { conflict } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize, can } from '../../policy/policy.ts'

/** A task that blocks another, and whether it still does. */
export interface Blocker {
  id: string
  key: string
  teamId: string
  isOpen: boolean
}

/** Whether a task comes into a status that says done. */
export const finishes = (from: Category, to: Category): boolean => from !== 'done' && to === 'done'

/** Throws 409 with the keys of the blockers; 403 when somebody who does not manage the team would finish it anyway. */
export function refuseBlocked(
  work: Work,
  task: Pick<Task, 'key' | 'teamId'>,
  blockers: readonly Blocker[],
  evenIfBlocked = false,
): void {
  const open = blockers.filter(({ isOpen }) => isOpen)
  if (open.length === 0) return
  if (evenIfBlocked) return authorize(work.actor, 'task.overrule', { teamId: task.teamId })
  const named = open.filter(({ teamId }) => can(work.actor, 'team.read', { teamId }))
  const keys = named.map(({ key }) => key).sort()
  const hidden = open.length - named.length
  throw conflict('task_blocked', `${task.key} is blocked by ${listed(keys, hidden)}.`, { blockers: keys, hidden })
}

function listed(keys: readonly string[], hidden: number): string {
  const unseen = hidden === 0 ? [] : [hidden === 1 ? 'a task that you cannot see' : `${hidden} tasks that you cannot see`]
  return new Intl.ListFormat('en').format([...keys, ...unseen])
}

/** What blocks each of the tasks, finished or not. */
export async function readBlockers(work: Work, taskIds: readonly string[]): Promise<Map<string, Blocker[]>> {
  if (taskIds.length === 0) return new Map()
  const rows = await query<Blocker & { blockedId: string }>(
    work.em,
    `select l.to_task_id as "blockedId", b.id, p.key || '-' || b.number as key, p.team_id as "teamId",
      b.deleted_at is null and p.deleted_at is null and s.category not in ('done', 'cancelled') as "isOpen"
    from task_links l join tasks b on b.organization_id = l.organization_id and b.id = l.from_task_id
    join projects p on p.organization_id = b.organization_id and p.id = b.project_id
    join statuses s on s.organization_id = b.organization_id and s.id = b.status_id
    where l.organization_id = $1::uuid and l.kind = 'blocks'
      and l.to_task_id = any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))`,
    [work.organizationId, JSON.stringify(taskIds)],
  )
  const byTask = Map.groupBy(rows, ({ blockedId }) => blockedId)
  return new Map([...byTask].map(([id, all]) => [id, all.map(({ blockedId: _, ...blocker }) => blocker)]))
}

interface Standing {
  task: Task
  category: Category
}

/** The same for one task on its way to a status: asks the database only where something blocks it. */
export async function checkBlocked(
  work: Work,
  { task, category }: Standing,
  to: Category,
  evenIfBlocked: boolean | undefined,
): Promise<void> {
  if (task.openBlockers === 0 || !finishes(category, to)) return
  refuseBlocked(work, task, (await readBlockers(work, [task.id])).get(task.id) ?? [], evenIfBlocked)
}
