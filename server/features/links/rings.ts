// Rings of tasks that block each other: none of them could be finished first.
import { query } from '../../kernel/database.ts'
import { conflict } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'

/** Throws 409 when `to` blocks `from` already, by however many others. */
export async function refuseRing(work: Work, fromTaskId: string, toTaskId: string): Promise<void> {
  const [ring] = await query(
    work.em,
    `with recursive blocked(id) as (
      select $2::uuid
      union select l.to_task_id from task_links l join blocked b on b.id = l.from_task_id
        where l.organization_id = $1::uuid and l.kind = 'blocks')
    select id from blocked where id = $3::uuid`,
    [work.organizationId, toTaskId, fromTaskId],
  )
  if (ring) throw conflict('link_cycle', 'Then these tasks would block each other, and none could be finished first.')
}
