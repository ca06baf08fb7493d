// Departments and teams as a tree, and as the list of a choice. Pure.
import type { Department } from '../../../shared/features/departments.ts'
import type { Team } from '../../../shared/features/teams.ts'
import { lineage } from '../../../shared/reporting-lines.ts'

export interface ChartNode { department: Department; inside: ChartNode[]; teams: Team[] }
export interface Chart { tops: ChartNode[]; loose: Team[] }

/** Everything in the order in which it is given. */
export function chartOf(departments: readonly Department[], teams: readonly Team[]): Chart {
  const inside = Map.groupBy(departments, ({ parentId }) => parentId)
  const crews = Map.groupBy(teams, ({ departmentId }) => departmentId)
  const below = (parentId: string | null): ChartNode[] => (inside.get(parentId) ?? [])
    .map((department) => ({ department, inside: below(department.id), teams: crews.get(department.id) ?? [] }))
  return { tops: below(null), loose: crews.get(null) ?? [] }
}

/** Departments by their way from the top ("Sales / North"), each after the one that it is part of; without `omit` and what is below it. */
export function departmentChoices(departments: readonly Department[], omit: string | null = null): { value: string; label: string; department: Department }[] {
  const walk = (nodes: ChartNode[], way: string): ReturnType<typeof departmentChoices> => nodes
    .filter(({ department }) => department.id !== omit)
    .flatMap(({ department, inside }) => {
      const label = way + department.name
      return [{ value: department.id, label, department }, ...walk(inside, `${label} / `)]
    })
  return walk(chartOf(departments, []).tops, '')
}

export const mapOf = (departments: readonly Department[]): Map<string, Department> =>
  new Map(departments.map((department) => [department.id, department]))

/** Whether a department is another one or below it. */
export const isWithin = (departments: ReadonlyMap<string, Department>, id: string | null, other: string): boolean =>
  lineage(departments, id).some((department) => department.id === other)
