// Which tasks follow others by a rule: where they stay, an undo leaves the rule with them.
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import type { PastChange } from './past-changes.ts'
import { taskOf } from './undo-task-change.ts'

/** By the task that they follow, those in the trash left out. */
export async function findNext(work: Work, changes: readonly PastChange[]): Promise<ReadonlyMap<string, string[]>> {
  const handed = changes.filter(({ data }) => (data.changes as Record<string, unknown> | undefined)?.recurrence)
  if (handed.length === 0) return new Map()
  const rows = await query<{ id: string; previousId: string }>(
    work.em,
    `select id, previous_id as "previousId" from tasks where organization_id = $1::uuid and deleted_at is null
      and previous_id = any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))`,
    [work.organizationId, JSON.stringify(handed.map((past) => taskOf(past).id))],
  )
  return new Map([...Map.groupBy(rows, ({ previousId }) => previousId)].map(([id, next]) => [id, next.map((row) => row.id)]))
}
