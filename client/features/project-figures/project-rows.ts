// The list of all projects: which are shown, and in which order. Pure.
import type { ProjectFigures } from '../../../shared/features/project-figures.ts'
import { projectHealths, type Project, type ProjectHealth } from '../../../shared/features/projects.ts'
import type { TableSort } from '../../ui/table.ts'

export type HealthChoice = ProjectHealth | 'unset'
export interface ProjectsAsked {
  text: string
  teamId: string | null
  health: HealthChoice | null
  finished: boolean
}
export interface ProjectRow {
  project: Project
  team: string
  manager: string | undefined
  figures: ProjectFigures | undefined
}

export const isFinished = ({ status }: Pick<Project, 'status'>): boolean => status === 'completed' || status === 'cancelled'
export const healthOf = ({ health }: Pick<Project, 'health'>): HealthChoice => health ?? 'unset'

/** What the address asks for; what it cannot say is left out. */
export function askedBy(params: URLSearchParams): ProjectsAsked {
  const health = params.get('health')
  const known: readonly string[] = [...projectHealths, 'unset']
  return { text: params.get('q') ?? '', teamId: params.get('team'), health: health !== null && known.includes(health) ? health as HealthChoice : null, finished: params.has('finished') }
}

/** The address of a question, without what is usual. */
export function addressOf({ text, teamId, health, finished }: ProjectsAsked): string {
  const params = new URLSearchParams({ ...(text && { q: text }), ...(teamId && { team: teamId }), ...(health && { health }), ...(finished && { finished: '' }) })
  return params.size > 0 ? `/projects?${params}` : '/projects'
}

/** All that is asked for but the health, which is counted over these. */
export function rowsAsked(rows: readonly ProjectRow[], { text, teamId, finished }: ProjectsAsked): ProjectRow[] {
  const words = text.trim().toLocaleLowerCase()
  return rows.filter(({ project }) => (finished || !isFinished(project)) && (teamId === null || project.teamId === teamId)
    && (words === '' || project.name.toLocaleLowerCase().includes(words) || project.key.toLocaleLowerCase() === words))
}

const WORST_FIRST: readonly HealthChoice[] = ['off_track', 'at_risk', 'on_track']
const counted = (figure: number | undefined): number | null => figure || null
const values: Record<string, (row: ProjectRow) => string | number | null> = {
  name: ({ project }) => project.name,
  health: ({ project }) => project.health === null ? null : WORST_FIRST.indexOf(project.health),
  team: ({ team }) => team,
  manager: ({ manager }) => manager ?? null,
  progress: ({ figures }) => figures && figures.open + figures.done > 0 ? figures.done / (figures.open + figures.done) : null,
  open: ({ figures }) => counted(figures?.open),
  late: ({ figures }) => counted(figures?.overdue),
  unassigned: ({ figures }) => counted(figures?.unassigned),
  due: ({ project }) => project.dueOn,
}

/** By a column, what has nothing there last; then by team and name. */
export function sortedRows(rows: readonly ProjectRow[], { key, direction }: TableSort): ProjectRow[] {
  const turn = direction === 'ascending' ? 1 : -1
  const valueOf = values[key]!
  const usual = (a: ProjectRow, b: ProjectRow) => a.team.localeCompare(b.team) || a.project.name.localeCompare(b.project.name) || (a.project.id < b.project.id ? -1 : 1)
  return rows.toSorted((a, b) => {
    const [one, other] = [valueOf(a), valueOf(b)]
    if (one === null || other === null) return Number(one === null) - Number(other === null) || usual(a, b)
    const order = typeof one === 'number' && typeof other === 'number' ? one - other : String(one).localeCompare(String(other))
    return order * turn || usual(a, b)
  })
}
