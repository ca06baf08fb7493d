// Teams by department for the sidebar, in the order of the departments from the top down; those without one come last. Pure.
import type { Department } from '../../shared/features/departments.ts'
import type { Team } from '../../shared/features/teams.ts'
import { lineage } from '../../shared/reporting-lines.ts'

/** `way` leads to the department from the top down ("Sales / North"); both are empty for teams without one. */
export interface TeamGroup { name: string; way: string; teams: Team[] }

export function teamGroups(departments: readonly Department[], teams: readonly Team[]): TeamGroup[] {
  const known = new Map(departments.map((department) => [department.id, department]))
  const wayOf = ({ departmentId }: Team) => lineage(known, departmentId).map(({ name }) => name).reverse().join(' / ')
  const groups = [...Map.groupBy(teams, wayOf)]
    .map(([way, own]) => ({ name: known.get(own[0]?.departmentId ?? '')?.name ?? '', way, teams: own }))
  return groups.sort((a, b) => Number(a.way === '') - Number(b.way === '') || a.way.localeCompare(b.way))
}
