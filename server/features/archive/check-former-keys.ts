// A key finds one task: one that a task had before is no other task's now, nor its own.
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { refused } from './refused.ts'

const TAKEN = `select p.key || '-' || k.number as key from former_keys k
  join tasks t on t.organization_id = k.organization_id and t.project_id = k.project_id and t.number = k.number
  join projects p on p.organization_id = k.organization_id and p.id = k.project_id
  where k.organization_id = $1::uuid limit 1`

export async function checkFormerKeys({ em, organizationId }: Work): Promise<void> {
  const [taken] = await query<{ key: string }>(em, TAKEN, [organizationId])
  if (taken) throw refused('/former_keys', 'duplicate', `A task has the key ${taken.key}: no other one can have had it.`)
}
