// People of an archive: who they are is carried, their accounts are not. What they did names them by these keys.
import { z } from 'zod'
import { USUAL_HOURS_PER_WEEK, weeklyHours } from '../../../shared/features/members.ts'
import { line } from '../../../shared/ids.ts'
import { role } from '../../../shared/permissions.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { BY_PERSON } from './table.ts'

export const personLine = z.strictObject({
  type: z.literal('people'), key: z.string().min(1).max(300), is: z.enum(['person', 'bot']), name: line(200), email: z.email().max(254).nullable(), role,
  status: z.enum(['active', 'deactivated']), timezone: z.string().max(64).nullable(), hoursPerWeek: weeklyHours.default(USUAL_HOURS_PER_WEEK),
})
export type PersonLine = z.output<typeof personLine>

type PersonRow = Omit<PersonLine, 'type' | 'key'> & { id: string }

/** Everybody of the organization by id, with the line that an archive has of them. */
export async function readPeople(work: Work): Promise<Map<string, PersonLine>> {
  const rows = await query<PersonRow>(
    work.em,
    `select m.id, m.kind as "is", m.name, lower(m.email) as email, m.role, m.status, m.timezone, m.hours_per_week as "hoursPerWeek" from memberships m where m.organization_id = $1::uuid order by ${BY_PERSON}`,
    [work.organizationId],
  )
  const taken = new Set<string>()
  return new Map(rows.map(({ id, is, name, email, role: as, status, timezone, hoursPerWeek }) =>
    [id, { type: 'people', key: keyOf({ is, name, email }, taken), is, name, email, role: as, status, timezone, hoursPerWeek }]))
}

/** The e-mail address, which nobody else has; names where there is none, the second of a name with a number. */
function keyOf({ is, name, email }: Pick<PersonRow, 'is' | 'name' | 'email'>, taken: Set<string>): string {
  const base = email ?? `${is}:${name}`
  let key = base
  for (let number = 2; taken.has(key); number += 1) key = `${base}#${number}`
  taken.add(key)
  return key
}
