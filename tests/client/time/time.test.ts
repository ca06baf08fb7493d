// Spans of time as they are typed, and a week as a grid of tasks and days in the person's time zone.
import { describe, expect, it } from 'vitest'
import { changesTime } from '../../../client/features/time/changes-time.ts'
import { durationWords, parseMinutes, typedMinutes } from '../../../client/features/time/durations.ts'
import { mondaysUntil, timeTable } from '../../../client/features/time/time-table.ts'
import { weekRows } from '../../../client/features/time/week-grid.ts'
import { mondayOf } from '../../../shared/calendar.ts'
import type { ListedEntry } from '../../../shared/features/time.ts'

describe('a span of time', () => {
  it.each([
    ['45', 45], ['1:30', 90], ['0:05', 5], ['1h', 60], ['1h 30m', 90], ['1h30', null], ['1,5h', 90], ['1.25 h', 75], ['90 min', 90], ['2 Std. 5 Min.', 125], ['24:00', 1440],
    ['', null], ['0', null], ['24:01', null], ['1:60', null], ['-5', null], ['x', null], ['1e3', null], ['1441', null],
  ])('typed as %j is %j minutes', (typed, minutes) => expect(parseMinutes(typed)).toBe(minutes))

  it('is written as it is typed again, and in words', () => {
    expect([typedMinutes(5), typedMinutes(90), parseMinutes(typedMinutes(615))]).toEqual(['0:05', '1:30', 615])
    expect([durationWords(5), durationWords(120), durationWords(90)]).toEqual(['5 min', '2 h', '1 h 30 min'])
  })
})

describe('a week', () => {
  const entry = (taskId: string, key: string, startedAt: string, minutes: number) => ({ id: startedAt, taskId, key, title: key, projectId: 'p', startedAt, minutes }) as ListedEntry

  it('begins on Monday', () => expect(['2026-03-29', '2026-03-30', '2026-04-05'].map(mondayOf)).toEqual(['2026-03-23', '2026-03-30', '2026-03-30']))

  it('has a row for each task and a cell for each day of the person\'s time zone, also where clocks change', () => {
    const entries = [entry('b', 'PRO-10', '2026-03-29T21:30:00Z', 10), entry('b', 'PRO-10', '2026-03-28T23:30:00Z', 20), entry('a', 'PRO-9', '2026-03-23T00:30:00Z', 30)]
    const rows = weekRows(entries, [{ id: 'c', projectId: 'p', key: 'PRO-11', title: 'Added' }], '2026-03-23', 'Europe/Berlin')
    expect(rows.map(({ task, minutes }) => [task.key, minutes])).toEqual([['PRO-9', 30], ['PRO-10', 30], ['PRO-11', 0]])
    expect(rows[1]!.cells.map(({ minutes }) => minutes)).toEqual([0, 0, 0, 0, 0, 0, 30])
    expect(rows[0]!.cells[0]).toMatchObject({ day: '2026-03-23', minutes: 30 })
  })
})

describe('a project\'s time', () => {
  const ofTask = (projectId: string, more: object) => ({ projectId, taskId: 't', ...more })
  it.each([
    ['time.logged', ofTask('p', {}), true], ['time.logged', ofTask('other', {}), false], ['task.deleted', ofTask('p', { changes: {} }), true], ['task.left', ofTask('p', {}), true],
    ['task.entered', { task: { projectId: 'p', estimateMinutes: null }, fromProjectId: 'other' }, true], ['task.entered', { task: { projectId: 'other', estimateMinutes: 5 }, fromProjectId: 'p' }, false],
    ['task.updated', ofTask('p', { changes: { estimateMinutes: [null, 60] } }), true], ['task.updated', ofTask('other', { changes: { estimateMinutes: [null, 60] } }), false],
    ['task.updated', ofTask('p', { changes: { title: ['a', 'b'] } }), false], ['task.archived', ofTask('p', { changes: { archivedAt: [null, 'now'] } }), false],
    ['task.created', { task: { projectId: 'p', estimateMinutes: 60 } }, true], ['task.created', { task: { projectId: 'p', estimateMinutes: null } }, false],
    ['batch.applied', { operation: 'bulk', events: [] }, true], ['label.created', { label: { projectId: 'p' } }, false],
  ])('is read again after %s of %j: %s', (type, data, isRead) => expect(changesTime({ type, data }, 'p')).toBe(isRead))

  it('is a table of people and weeks, what was before them in one number', () => {
    const item = (memberId: string, week: string, minutes: number) => ({ memberId, week, minutes })
    const items = [item('a', '2026-01-05', 10), item('a', '2026-03-16', 20), item('b', '2026-03-23', 90), item('b', '2026-03-16', 5), item('b', '2026-03-30', 7)]
    expect(timeTable(items, mondaysUntil('2026-03-23', 2))).toEqual([
      { memberId: 'b', weeks: [5, 90], before: 0, minutes: 102 }, { memberId: 'a', weeks: [20, 0], before: 10, minutes: 30 },
    ])
  })
})
