// The organization's chart: departments, the teams that one may read, and the reporting lines that these make.
import type { QueryOf } from '../../../shared/endpoint.ts'
import type { Department, departmentEndpoints, OrganizationChart, ReportingLine } from '../../../shared/features/departments.ts'
import { lineage, reportingLines, upward } from '../../../shared/reporting-lines.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { readMember } from '../members/members.queries.ts'
import { readReadableTeams } from '../teams/teams.queries.ts'
import { readAllDepartments } from './departments.queries.ts'

type ChartQuery = QueryOf<typeof departmentEndpoints.readOrganizationChart>

/** Throws 404 when the department or member that it is narrowed to is none of the organization. */
export async function readOrganizationChart(work: Work, { departmentId, memberId }: ChartQuery): Promise<OrganizationChart> {
  authorize(work.actor, 'department.read')
  const departments = new Map((await readAllDepartments(work)).map((department) => [department.id, department]))
  const teams = await readReadableTeams(work)
  if (departmentId !== undefined && !departments.has(departmentId)) throw notFound()
  if (memberId !== undefined) await readMember(work, memberId)
  const within = (place: string | null) => departmentId === undefined || isWithin(departments, place, departmentId)
  const shown = teams.filter((team) => within(team.departmentId))
  const own = [...departments.values()].filter(({ id }) => within(id))
  const lines = reportingLines(departments, shown, own)
  return {
    departments: own,
    teams: shown.map(({ id, name, departmentId, managerId, memberIds }) => ({ id, name, departmentId, managerId, memberIds })),
    lines: memberId === undefined ? lines : linesAround(lines, memberId),
  }
}

const isWithin = (departments: ReadonlyMap<string, Department>, place: string | null, departmentId: string) =>
  lineage(departments, place).some(({ id }) => id === departmentId)

/** Those that lead from the member up to the top, and those that end at them. */
function linesAround(lines: ReportingLine[], memberId: string): ReportingLine[] {
  const people = new Set([memberId, ...upward(lines, memberId).map(({ reportsToId }) => reportsToId)])
  return lines.filter((line) => people.has(line.memberId) || line.reportsToId === memberId)
}
