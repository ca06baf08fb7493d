// Who heads what and who reports to whom, from departments and teams alone: the server's chart and what the client shows.
import type { Department, ReportingLine } from './features/departments.ts'
import type { Team } from './features/teams.ts'

type Place = Pick<Department, 'id' | 'parentId' | 'headId'>
type Crew = Pick<Team, 'id' | 'departmentId' | 'managerId' | 'memberIds'>

/** From a department up to the top, itself first. */
export function lineage<D extends Pick<Department, 'id' | 'parentId'>>(departments: ReadonlyMap<string, D>, from: string | null): D[] {
  const found: D[] = []
  for (let next = departments.get(from ?? ''); next && !found.includes(next); next = departments.get(next.parentId ?? '')) found.push(next)
  return found
}

/** The departments that a member heads, with all below. */
export function headedBy(departments: ReadonlyMap<string, Place>, memberId: string): string[] {
  if (![...departments.values()].some(({ headId }) => headId === memberId)) return []
  return [...departments.keys()].filter((id) => lineage(departments, id).some(({ headId }) => headId === memberId))
}

/**
 * Members report to their team's manager, a manager to the first other head above, a head likewise; whoever heads a team to nobody in it.
 * `own`: the departments whose heads' lines are wanted.
 */
export function reportingLines(departments: ReadonlyMap<string, Place>, teams: Iterable<Crew>, own: Iterable<Place> = departments.values()): ReportingLine[] {
  const above = (memberId: string, from: string | null) => lineage(departments, from).find(({ headId }) => headId !== null && headId !== memberId)
  const heads = (memberId: string, from: string | null) => lineage(departments, from).some(({ headId }) => headId === memberId)
  const line = (memberId: string, from: string | null, teamId: string | null): ReportingLine[] => {
    const over = above(memberId, from)
    return over ? [{ memberId, reportsToId: over.headId!, via: 'department', teamId, departmentId: over.id }] : []
  }
  const ofTeam = ({ id, departmentId, managerId, memberIds }: Crew): ReportingLine[] => [
    ...memberIds.flatMap((memberId): ReportingLine[] => (managerId === null || memberId === managerId || heads(memberId, departmentId) ? []
      : [{ memberId, reportsToId: managerId, via: 'team', teamId: id, departmentId: null }])),
    ...(managerId === null ? [] : line(managerId, departmentId, id)),
  ]
  const ofDepartment = ({ parentId, headId }: Place) => (headId === null ? [] : line(headId, parentId, null))
  const lines = [...[...own].flatMap(ofDepartment), ...[...teams].flatMap(ofTeam)]
  // Heads of several departments have the same line from each.
  return [...new Map(lines.map((each) => [JSON.stringify(each), each])).values()]
}

/** From a member up to the top: each superior once, the nearest first. */
export function upward(lines: readonly ReportingLine[], memberId: string): ReportingLine[] {
  const people = new Set([memberId])
  const found: ReportingLine[] = []
  for (const person of people) {
    for (const line of lines) {
      if (line.memberId !== person || people.has(line.reportsToId)) continue
      people.add(line.reportsToId)
      found.push(line)
    }
  }
  return found
}
