// The figures of a report put together: who and what stands in which list, in which order, and how many rows. Pure.
import { MOST_REPORTED_ROWS, type Report } from '../../../shared/features/reports.ts'
import { categories, isOver, type Category } from '../../../shared/features/workflow.ts'
import type { Figures, Keys, Standing } from './figures.queries.ts'

interface Named { id: string; name: string }
export interface Names { projects: readonly (Named & { key: string; teamId: string })[]; teams: readonly Named[]; members: readonly Named[] }

type Lists = Pick<Report, 'totals' | 'byCategory' | 'weeks' | 'teams' | 'projects' | 'people' | 'time' | 'leftOut'>

export function assemble(figures: Figures, names: Names, weeks: readonly string[]): Lists {
  const within = sumsOf(figures)
  const { teams, projects } = placesOf(figures, names, within)
  const people = peopleOf(figures, names, within)
  const time = timeOf(figures)
  return {
    totals: { ...standingOf(figures.standing), ...periodOf(within({})) }, byCategory: byCategory(figures.standing),
    weeks: weeks.map((week, index) => ({ week, ...periodOf(within({ week: index + 1 })) })),
    teams: first(teams), projects: first(projects), people: first(people), time: first(time),
    leftOut: { teams: beyond(teams), projects: beyond(projects), people: beyond(people), time: beyond(time) },
  }
}

const first = <T>(rows: readonly T[]) => rows.slice(0, MOST_REPORTED_ROWS)
const beyond = (rows: readonly unknown[]) => Math.max(0, rows.length - MOST_REPORTED_ROWS)
const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

const keyOf = ({ week, projectId, teamId, memberId }: Keys) => [week, projectId, teamId, memberId].map((key) => key ?? '').join(' ')
const byKey = <T extends Keys>(rows: readonly T[]) => new Map(rows.map((row) => [keyOf(row), row]))

/** What was summed of the period for the given keys, and no others. */
function sumsOf({ created, finished, spent }: Figures) {
  const [made, done, worked] = [byKey(created), byKey(finished), byKey(spent)]
  return (keys: Keys) => {
    const key = keyOf(keys)
    const { count = 0, hours = null, estimated = 0, spent: spentMinutes = 0 } = done.get(key) ?? {}
    return { created: made.get(key)?.count ?? 0, finished: count, medianHours: rounded(hours), minutes: worked.get(key)?.minutes ?? 0, estimatedMinutes: estimated, spentMinutes }
  }
}
type Within = ReturnType<typeof sumsOf>

const rounded = (hours: number | null) => (hours === null ? null : Math.round(hours * 100) / 100)

function periodOf({ created, finished, medianHours, minutes }: ReturnType<Within>) {
  return { created, finished, medianHours, minutes }
}

function standingOf(rows: readonly Standing[]) {
  const sum = (of: (row: Standing) => number) => rows.reduce((all, row) => all + of(row), 0)
  return { open: sum((row) => (isOver(row.category) ? 0 : row.tasks)), overdue: sum(({ overdue }) => overdue), unassigned: sum(({ unassigned }) => unassigned) }
}

function byCategory(standing: readonly Standing[]): Report['byCategory'] {
  const count = (category: Category) => standing.filter((row) => row.category === category).reduce((all, { tasks }) => all + tasks, 0)
  return Object.fromEntries(categories.map((category) => [category, count(category)])) as Report['byCategory']
}

/** Projects and teams; where most was finished comes first. */
function placesOf({ standing }: Figures, names: Names, within: Within) {
  const ofProject = Map.groupBy(standing, ({ projectId }) => projectId)
  const projects = names.projects.map(({ id: projectId, key, name, teamId }) => {
    const { open, overdue } = standingOf(ofProject.get(projectId) ?? [])
    return { projectId, teamId, key, name, open, overdue, ...within({ projectId }) }
  })
  const ofTeam = Map.groupBy(projects, ({ teamId }) => teamId)
  const teams = names.teams.map(({ id: teamId, name }) => {
    const own = ofTeam.get(teamId) ?? []
    const sum = (field: 'open' | 'overdue') => own.reduce((all, project) => all + project[field], 0)
    return { teamId, name, open: sum('open'), overdue: sum('overdue'), ...periodOf(within({ teamId })) }
  })
  return { teams: teams.toSorted(byWork), projects: projects.toSorted(byWork) }
}

interface Worked { finished: number; minutes: number; open: number; name: string }
const byWork = (a: Worked, b: Worked) => b.finished - a.finished || b.minutes - a.minutes || b.open - a.open || order(a.name, b.name)

function peopleOf({ peopleStanding, peopleFinished }: Figures, { members }: Names, within: Within) {
  const [now, done] = [new Map(peopleStanding.map((row) => [row.memberId, row])), new Map(peopleFinished.map((row) => [row.memberId, row]))]
  const people = members.map(({ id, name }) => {
    const { count = 0, hours = null, estimated = 0, spent = 0 } = done.get(id) ?? {}
    return {
      memberId: id, name, open: now.get(id)?.open ?? 0, overdue: now.get(id)?.overdue ?? 0, finished: count, medianHours: rounded(hours), minutes: within({ memberId: id }).minutes,
      estimatedMinutes: estimated, spentMinutes: spent,
    }
  })
  return people.toSorted(byWork)
}

const timeOf = ({ spent }: Figures) => spent
  .flatMap(({ memberId, projectId, minutes }) => (memberId && projectId ? [{ memberId, projectId, minutes }] : []))
  .toSorted((a, b) => b.minutes - a.minutes || order(a.memberId, b.memberId) || order(a.projectId, b.projectId))
