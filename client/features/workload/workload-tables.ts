// The workload as tables for files: a row for each person and week, hours as numbers. Pure but for the words.
import type { LoadedPerson, Workload } from '../../../shared/features/workload.ts'
import type { ReportCell, ReportColumn, ReportTable } from '../reports/report-tables.ts'
import { dayWords } from '../reports/figure-words.ts'
import { t } from './words.ts'

const hours = (minutes: number): ReportCell => ({ shown: '', value: Math.round((minutes / 60) * 100) / 100 })
const person = (name: string): ReportCell => ({ shown: name, value: name })
const day = (week: string): ReportCell => ({ shown: dayWords(week), value: week })
const column = (key: string, label: string, isFigure = true): ReportColumn => ({ key, label, isFigure })
const first = () => [column('person', t('person'), false), column('week', t('week'), false)]

export function comingTable({ people, leftOut }: Workload): ReportTable {
  return {
    name: 'coming', title: t('coming'), leftOut,
    columns: [...first(), column('capacity', t('column.capacity')), column('allocated', t('column.allocated')), column('planned', t('column.planned')), column('free', t('column.free'))],
    rows: people.flatMap(({ memberId, name, hoursPerWeek, coming }) => coming.map(({ week, allocated, planned, free }) => ({
      id: `${memberId} ${week}`,
      cells: { person: person(name), week: day(week), capacity: hours(hoursPerWeek * 60), allocated: hours(allocated), planned: hours(planned), free: hours(free) },
    }))),
  }
}

export function pastTable({ people, leftOut }: Workload): ReportTable {
  return {
    name: 'past', title: t('past'), leftOut, columns: [...first(), column('capacity', t('column.capacity')), column('logged', t('column.logged')), column('share', t('column.share'))],
    rows: people.flatMap(({ memberId, name, hoursPerWeek, past }) => past.map(({ week, logged }) => ({
      id: `${memberId} ${week}`,
      cells: { person: person(name), week: day(week), capacity: hours(hoursPerWeek * 60), logged: hours(logged), share: { shown: '', value: share(logged, hoursPerWeek) } },
    }))),
  }
}

/** Logged time in per cent of what somebody works; null where they work no hours. */
export const share = (minutes: number, hoursOfWeeks: number): number | null => (hoursOfWeeks > 0 ? Math.round((minutes / 60 / hoursOfWeeks) * 100) : null)

/** Who has too much in some week. */
export const overloaded = ({ people }: Workload) => people.filter(({ coming }) => coming.some(({ free }) => free < 0))

/** Where the hours of somebody's weeks go, the most first; those of projects without a name together, at the end. */
export function allocatedTo({ allocations }: Pick<LoadedPerson, 'allocations'>): { name: string | null; hours: number }[] {
  const seen = allocations.filter(({ projectName, hoursPerWeek }) => projectName !== null && hoursPerWeek > 0)
  const hidden = allocations.reduce((sum, { projectName, hoursPerWeek }) => sum + (projectName === null ? hoursPerWeek : 0), 0)
  return [...seen.map(({ projectName, hoursPerWeek }) => ({ name: projectName, hours: hoursPerWeek })), ...(hidden > 0 ? [{ name: null, hours: hidden }] : [])]
}
