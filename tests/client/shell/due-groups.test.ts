// One's tasks by when they are due.
import { isWithOthers } from '../../../client/features/home/my-tasks.svelte.ts'
import { describe, expect, it } from 'vitest'
import { byDue } from '../../../client/features/home/due-groups.ts'
import type { BoardTask } from '../../../shared/features/tasks.ts'

// A Wednesday noon in Berlin.
const now = Date.parse('2026-11-25T11:00:00Z')
const groupsOf = (...dueAts: (string | null)[]) => byDue(
  dueAts.map((dueAt) => ({ dueAt, title: dueAt }) as BoardTask), now, '2026-11-25', 'Europe/Berlin',
).map(({ group, tasks }) => [group, tasks.length])

describe('byDue', () => {
  it('tells late, today, until Sunday, later and undated apart, in that order, and leaves out what is empty', () => {
    expect(groupsOf(null, '2026-12-24T10:00:00Z', '2026-11-29T22:59:00Z', '2026-11-25T22:59:00Z', '2026-11-25T10:59:00Z')).toEqual(
      [['late', 1], ['today', 1], ['week', 1], ['later', 1], ['none', 1]])
    expect(groupsOf(null, null)).toEqual([['none', 2]])
    expect(groupsOf()).toEqual([])
  })

  it('counts days in the person\'s zone', () => {
    // Half past midnight of Thursday, and of Monday, in Berlin.
    expect(groupsOf('2026-11-25T23:30:00Z')).toEqual([['week', 1]])
    expect(groupsOf('2026-11-29T23:30:00Z')).toEqual([['later', 1]])
  })
})

it('one waits for others where they have taken what one made', () => {
  const tasks = [{ assigneeIds: ['ade'] }, { assigneeIds: [] }, { assigneeIds: ['ade', 'me'] }]
  expect(tasks.map((task) => isWithOthers(task, 'me'))).toEqual([true, false, false])
})
