// Reads who runs which teams by heading a department above them.
import type { SqlEntityManager } from '@mikro-orm/sql'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'

/** Each head with the teams below their departments. */
export type Headings = Map<string, Set<string>>

/** Who runs which teams as a head; of one team, or of all. */
export async function readHeadings(em: SqlEntityManager, organizationId: string, teamId: string | null = null): Promise<Headings> {
  const rows = await query<{ teamId: string; headId: string }>(em, `with recursive above as (
      select t.id as team_id, t.department_id from teams t
      where t.organization_id = $1::uuid and t.department_id is not null and ($2::uuid is null or t.id = $2::uuid)
      union
      select a.team_id, d.parent_id from above a join departments d on d.organization_id = $1::uuid and d.id = a.department_id
      where d.parent_id is not null)
    select distinct a.team_id as "teamId", d.head_id as "headId"
    from above a join departments d on d.organization_id = $1::uuid and d.id = a.department_id
    where d.head_id is not null`, [organizationId, teamId])
  const headings: Headings = new Map()
  for (const row of rows) headings.set(row.headId, (headings.get(row.headId) ?? new Set()).add(row.teamId))
  return headings
}

/** Whether a member runs the team as a head. */
export async function isHeadOf(work: Work, memberId: string, teamId: string): Promise<boolean> {
  return (await readHeadings(work.em, work.organizationId, teamId)).has(memberId)
}
