// Locks what an undo touches before it changes anything, in the order of all that locks several: relations, projects, tasks.
import { isOfPlace } from '../../../shared/features/undo-types.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { lockRights } from '../../policy/rights-lock.ts'
import { lockRelations } from '../tasks/lock-relations.ts'
import { lockTasks } from '../tasks/lock-tasks.ts'
import type { PastChange } from './past-changes.ts'
import { isOfLink } from './undo-link-change.ts'
import { taskOf } from './undo-task-change.ts'

/** Changes of tasks alone lock theirs all at once later. */
export async function lockAhead(work: Work, changes: readonly PastChange[]): Promise<void> {
  if (changes.some((past) => isOfLink(past) || decidesWhatCounts(past))) await lockRelations(work)
  const places = changes.filter(isOfPlace)
  if (places.length === 0) return
  const isOf = (start: string) => places.some(({ type }) => type.startsWith(start))
  if (isOf('department.')) await lockRights(work, 'exclusive')
  else if (isOf('team.')) await lockRights(work, 'shared')
  await query(work.em, LOCK_PROJECTS, [work.organizationId, JSON.stringify(places.map(projectOf).filter((id) => id !== null))])
  await lockTasks(work, changes.filter((past) => !isOfPlace(past)).map((past) => taskOf(past).id))
}

const LOCK_PROJECTS = `select id from projects where organization_id = $1::uuid
  and id = any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid)) order by id for no key update`

function projectOf({ data }: PastChange): string | null {
  const inner = (data.milestone ?? data.label ?? data.status ?? data.customField ?? data.template ?? data.view ?? data.file ?? data) as { projectId?: string | null }
  return (data.project as { id: string } | undefined)?.id ?? inner.projectId ?? null
}

/** Whether tasks are there at all, and whether a status finishes them. */
function decidesWhatCounts({ type, data }: PastChange): boolean {
  const changes = (data.changes ?? {}) as Record<string, unknown>
  return type === 'project.created' || (type === 'project.updated' && 'deletedAt' in changes) || (type === 'status.updated' && 'category' in changes)
}
