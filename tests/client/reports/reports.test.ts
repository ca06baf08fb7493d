// Reports in the browser: what an address asks for, the chart's axis, tables by their columns and as files.
import { describe, expect, it } from 'vitest'
import { periodOf, reportOf } from '../../../client/features/reports/report-address.ts'
import { peopleTable, sortedRows, weekTable } from '../../../client/features/reports/report-tables.ts'
import { csvOf } from '../../../client/features/reports/save-table.ts'
import { axisTop, isNamed, weekBars } from '../../../client/features/reports/week-bars.ts'
import type { Report } from '../../../shared/features/reports.ts'

const week = (name: string, created: number, finished: number, medianHours: number | null = null, minutes = 0) => ({ week: name, created, finished, medianHours, minutes })
const person = (name: string, finished: number, medianHours: number | null, overdue = 0, estimatedMinutes = 0, spentMinutes = 0) =>
  ({ memberId: name, name, open: 1, overdue, finished, medianHours, minutes: 90, estimatedMinutes, spentMinutes })
const report: Report = {
  scope: 'team', scopeId: 'team', name: 'Team', from: '2026-03-23', to: '2026-04-05', timezone: 'UTC', asOf: '2026-04-05T10:00:00.000Z',
  totals: { open: 2, overdue: 1, unassigned: 0, created: 5, finished: 3, medianHours: 12, minutes: 90 },
  byCategory: { backlog: 0, todo: 2, active: 0, done: 3, cancelled: 0 },
  weeks: [week('2026-03-23', 4, 1, 30), week('2026-03-30', 1, 2)], teams: [], projects: [],
  people: [person('=Ade', 1, null, 1), person('Mira', 2, 60)], time: [], leftOut: { teams: 0, projects: 0, people: 0, time: 0 },
}

describe('the address of a report', () => {
  const asked = (text: string) => new URLSearchParams(text)
  it('says of what, else the usual', () => {
    expect(reportOf(asked('of=team:0192a000-0000-7000-8000-000000000001'), 'own')).toBe('team:0192a000-0000-7000-8000-000000000001')
    expect([reportOf(asked('of=team:nonsense'), 'own'), reportOf(asked(''), 'organization')]).toEqual(['own', 'organization'])
  })

  it('says so many weeks until today, or days of one\'s own', () => {
    expect(periodOf(asked('weeks=4'), '2026-04-01')).toEqual({ from: '2026-03-09', to: '2026-04-01', weeks: 4 })
    expect(periodOf(asked('weeks=5'), '2026-04-01')).toEqual({ from: '2026-01-12', to: '2026-04-01', weeks: 12 })
    expect(periodOf(asked('from=2026-01-01&to=2026-01-31&weeks=4'), '2026-04-01')).toEqual({ from: '2026-01-01', to: '2026-01-31', weeks: null })
  })
})

describe('the chart of weeks', () => {
  it.each([[1, 2], [3, 4], [5, 10], [11, 20], [41, 100], [100, 100], [101, 200]])('has an axis for %i up to %i', (most, top) => expect(axisTop(most)).toBe(top))
  it('has two bars a week, as high as their share', () => {
    expect(weekBars(report.weeks, 4).map(({ bars }) => bars.map(({ kind, height }) => [kind, height]))).toEqual([[['created', 100], ['finished', 25]], [['created', 25], ['finished', 50]]])
  })
  it('names the last week and some before it', () => expect(Array.from({ length: 12 }, (_, index) => isNamed(index, 12)).filter(Boolean)).toHaveLength(6))
})

describe('the tables of a report', () => {
  it('S98 are sorted by any column, what has no value last', () => {
    const { rows } = peopleTable(report)
    const names = (direction: 'ascending' | 'descending') => sortedRows(rows, { key: 'median', direction }).map(({ id }) => id)
    expect([names('ascending'), names('descending')]).toEqual([['Mira', '=Ade'], ['Mira', '=Ade']])
    expect(sortedRows(rows, { key: 'finished', direction: 'descending' }).map(({ id }) => id)).toEqual(['Mira', '=Ade'])
    expect(rows.map(({ cells }) => cells.overdue!.isLate)).toEqual([true, false])
  })

  it('are files of plain numbers in which nothing is a formula', () => {
    expect(csvOf(weekTable(report))).toBe('\uFEFFWeek of,Created,Finished,Median,Hours\r\n2026-03-23,4,1,30,0\r\n2026-03-30,1,2,,0\r\n')
    expect(csvOf(peopleTable(report)).split('\r\n')[1]).toBe("'=Ade,1,1,1,,1.5")
  })

  it('S82 S89 say what people spent of what was estimated, where something was', () => {
    const estimated: Report = { ...report, people: [person('Ade', 1, null, 0, 90, 135), person('Mira', 2, 60)] }
    expect(csvOf(peopleTable(estimated))).toBe('\uFEFFPerson,Open,Overdue,Finished,Median,Hours,Estimated,Spent on those\r\nAde,1,0,1,,1.5,1.5,2.25\r\nMira,1,0,2,60,1.5,0,0\r\n')
    expect([peopleTable(estimated).note, peopleTable(report).note]).toEqual([expect.stringContaining('equal part'), undefined])
  })
})
