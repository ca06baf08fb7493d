// What the signed-in member is in teams and departments, as the overview shows it. The server decides; this draws its answer beforehand.
import type { Actor } from '../../../shared/permissions.ts'
import { headedBy } from '../../../shared/reporting-lines.ts'
import type { OverviewState } from './organizations.reducer.ts'

export function actorOf({ meId, members, departments: all, teams }: OverviewState): Actor {
  const departments = headedBy(all, meId)
  const mine: Record<string, 'manager' | 'member'> = {}
  for (const { id, managerId, departmentId, memberIds } of teams.values()) {
    if (managerId === meId || departments.includes(departmentId ?? '')) mine[id] = 'manager'
    else if (memberIds.includes(meId)) mine[id] = 'member'
  }
  return { membershipId: meId, role: members.get(meId)!.role, teams: mine, departments }
}
