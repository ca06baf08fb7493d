// Teams by department for the sidebar, in the order of the departments from the top down; those without one come last. Pure.
import type { Department } from '../../shared/features/departments.ts'
import type { Team } from '../../shared/features/teams.ts'
import { lineage } from '../../shared/reporting-lines.ts'

/** `way` leads to the department from the top down ("Sales / North"); all but the teams is empty for those without one. */
export interface TeamGroup { id: string; name: string; way: string; teams: Team[] }

export function teamGroups(departments: readonly Department[], teams: readonly Team[]): TeamGroup[] {
  const known = new Map(departments.map((department) => [department.id, department]))
  const wayTo = (id: string) => lineage(known, id).map(({ name }) => name).reverse().join(' / ')
  const groups = [...Map.groupBy(teams, ({ departmentId }) => known.get(departmentId ?? '')?.id ?? '')]
    .map(([id, own]) => ({ id, name: known.get(id)?.name ?? '', way: wayTo(id), teams: own }))
  return groups.sort((a, b) => Number(a.way === '') - Number(b.way === '') || a.way.localeCompare(b.way) || (a.id < b.id ? -1 : 1))
}
