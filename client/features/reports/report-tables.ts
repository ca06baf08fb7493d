// The tables of a report: their columns, and each row's cells as they are shown and as they stand in a file. Pure but for the words.
import type { Report } from '../../../shared/features/reports.ts'
import { categories } from '../../../shared/features/workflow.ts'
import { locale } from '../../i18n/locale.svelte.ts'
import type { TableSort } from '../../ui/index.ts'
import { dayWords, hourWords, spanWords } from './figure-words.ts'
import { categoryName } from '../workflow/workflow-words.ts'
import { t } from './words.ts'

export interface ReportCell { shown: string; value: string | number | null; isLate?: boolean; href?: string }
export interface ReportColumn { key: string; label: string; isFigure: boolean; minor?: boolean }
export interface ReportRow { id: string; cells: Record<string, ReportCell> }
export interface ReportTable { name: 'weeks' | 'categories' | 'teams' | 'projects' | 'people' | 'time' | 'coming' | 'past'; title: string; columns: ReportColumn[]; rows: ReportRow[]; leftOut: number; note?: string }

const text = (shown: string, href?: string): ReportCell => ({ shown, value: shown, ...(href && { href }) })
const count = (value: number, href?: string): ReportCell => ({ shown: locale.number(value), value, ...(href && value > 0 && { href }) })
const late = (value: number, href?: string): ReportCell => ({ ...count(value, href), isLate: value > 0 })
const hours = (minutes: number): ReportCell => ({ shown: hourWords(minutes), value: Math.round((minutes / 60) * 100) / 100 })
const span = (value: number | null): ReportCell => ({ shown: spanWords(value), value })

const figure = (key: string, label: string, minor = false): ReportColumn => ({ key, label, isFigure: true, minor })
const first = (key: string, label: string): ReportColumn => ({ key, label, isFigure: false })

const now = () => [figure('open', t('open')), figure('overdue', t('overdue'))]
/** What was estimated and what that took: only where something was. */
const againstEstimates = (rows: readonly { estimatedMinutes: number }[]) =>
  (rows.some(({ estimatedMinutes }) => estimatedMinutes > 0) ? [figure('estimated', t('estimated'), true), figure('spent', t('spent'), true)] : [])
const within = () => [figure('created', t('created'), true), figure('finished', t('finished')), figure('median', t('median'), true), figure('hours', t('logged'))]

export function weekTable({ weeks }: Report): ReportTable {
  return {
    name: 'weeks', title: t('weeks'), leftOut: 0, columns: [first('week', t('week')), ...within().map((column) => ({ ...column, minor: column.key === 'median' }))],
    rows: weeks.map(({ week, created, finished, medianHours, minutes }) => ({
      id: week, cells: { week: { shown: dayWords(week), value: week }, created: count(created), finished: count(finished), median: span(medianHours), hours: hours(minutes) },
    })),
  }
}

export function categoryTable({ byCategory }: Report): ReportTable {
  return {
    name: 'categories', title: t('categories'), leftOut: 0, columns: [first('category', t('category')), figure('tasks', t('tasks'))],
    rows: categories.map((category) => ({ id: category, cells: { category: text(categoryName(category)), tasks: count(byCategory[category] ?? 0) } })),
  }
}

export function teamTable({ teams, leftOut }: Report, period: string): ReportTable {
  return {
    name: 'teams', title: t('teams'), leftOut: leftOut.teams, columns: [first('name', t('team')), ...now(), ...within()],
    rows: teams.map(({ teamId, name, open, overdue, created, finished, medianHours, minutes }) => ({
      id: teamId,
      cells: { name: text(name, `/reports?of=team:${teamId}&${period}`), open: count(open), overdue: late(overdue), created: count(created), finished: count(finished), median: span(medianHours), hours: hours(minutes) },
    })),
  }
}

export function projectTable({ projects, leftOut, scope }: Report, period: string): ReportTable {
  return {
    name: 'projects', title: t('projects'), leftOut: leftOut.projects,
    columns: [first('name', t('project')), ...now(), ...within(), ...againstEstimates(projects)],
    rows: projects.map(({ projectId, name, open, overdue, created, finished, medianHours, minutes, estimatedMinutes, spentMinutes }) => {
      const board = `/projects/${projectId}`
      return {
        id: projectId,
        cells: {
          name: text(name, scope === 'own' ? board : `/reports?of=project:${projectId}&${period}`), open: count(open, board), overdue: late(overdue, `${board}?due=late`), created: count(created),
          finished: count(finished), median: span(medianHours), hours: hours(minutes), estimated: hours(estimatedMinutes), spent: hours(spentMinutes),
        },
      }
    }),
  }
}

export function peopleTable({ people, leftOut }: Report): ReportTable {
  const estimates = againstEstimates(people)
  return {
    name: 'people', title: t('people'), leftOut: leftOut.people, ...(estimates.length > 0 && { note: t('people.parts') }),
    columns: [first('name', t('person')), ...now(), figure('finished', t('finished')), figure('median', t('median'), true), figure('hours', t('logged')), ...estimates],
    rows: people.map(({ memberId, name, open, overdue, finished, medianHours, minutes, estimatedMinutes, spentMinutes }) => ({
      id: memberId,
      cells: {
        name: text(name), open: count(open), overdue: late(overdue), finished: count(finished), median: span(medianHours), hours: hours(minutes), estimated: hours(estimatedMinutes), spent: hours(spentMinutes),
      },
    })),
  }
}

export function timeTable({ time, people, projects, leftOut }: Report): ReportTable {
  const personOf = new Map(people.map(({ memberId, name }) => [memberId, name]))
  const projectOf = new Map(projects.map(({ projectId, name }) => [projectId, name]))
  return {
    name: 'time', title: t('time'), leftOut: leftOut.time, columns: [first('person', t('person')), first('project', t('project')), figure('hours', t('logged'))],
    rows: time.map(({ memberId, projectId, minutes }) => ({
      id: `${memberId} ${projectId}`,
      cells: { person: text(personOf.get(memberId) ?? t('somebody')), project: text(projectOf.get(projectId) ?? t('elsewhere'), `/projects/${projectId}`), hours: hours(minutes) },
    })),
  }
}

/** In the order of a column; what has no value comes last. */
export function sortedRows(rows: readonly ReportRow[], sort: TableSort | undefined): readonly ReportRow[] {
  if (!sort) return rows
  const turn = sort.direction === 'ascending' ? 1 : -1
  return rows.toSorted((a, b) => {
    const [one, other] = [a.cells[sort.key]!.value, b.cells[sort.key]!.value]
    if (one === null || other === null) return Number(one === null) - Number(other === null)
    return turn * (typeof one === 'number' && typeof other === 'number' ? one - other : String(one).localeCompare(String(other)))
  })
}
