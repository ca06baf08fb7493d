// The numbers of projects after all of their tasks came at once.
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'

/** Of tasks and of those that left: no new one takes the key of either. */
const HIGHEST = `update projects p set last_number = n.number from (
    select project_id, max(number) as number from (
      select project_id, number from tasks where organization_id = $1::uuid union all
      select project_id, number from former_keys where organization_id = $1::uuid) k group by project_id) n
  where p.organization_id = $1::uuid and p.id = n.project_id and p.last_number < n.number`

export async function raiseNumbers({ em, organizationId }: Work): Promise<void> {
  await query(em, HIGHEST, [organizationId])
}
