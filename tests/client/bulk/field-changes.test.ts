// Changing one field of many tasks: what becomes of each.
import { expect, it } from 'vitest'
import { patchOf } from '../../../client/features/bulk/field-changes.ts'
import { aTask } from '../board/tasks.ts'

it('changes what is not so already, and nothing for values that are none', () => {
  const task = aTask({ statusId: 'todo', priority: 'low', assigneeIds: ['a'], labelIds: ['x'], dueAt: null, progress: 40 })
  expect(patchOf('status', 'done', task)).toEqual({ statusId: 'done' })
  expect(patchOf('priority', 'high', task)).toEqual({ priority: 'high' })
  expect(patchOf('assign', 'b', task)).toEqual({ assigneeIds: ['a', 'b'] })
  expect(patchOf('unassign', 'a', task)).toEqual({ assigneeIds: [] })
  expect(patchOf('label', 'y', task)).toEqual({ labelIds: ['x', 'y'] })
  expect(patchOf('unlabel', 'x', task)).toEqual({ labelIds: [] })
  expect(patchOf('due', '2026-12-01T22:59:00.000Z', task)).toEqual({ dueAt: '2026-12-01T22:59:00.000Z' })
  expect(patchOf('progress', '0', task)).toEqual({ progress: 0 })
  expect(patchOf('time', '2h 30m', task)).toEqual({ estimateMinutes: 150 })
  expect(patchOf('points', '2,5', task)).toEqual({ estimatePoints: 2.5 })
  const same: [Parameters<typeof patchOf>[0], string | null][] = [
    ['status', 'todo'], ['status', ''], ['priority', 'low'], ['priority', 'highest'], ['assign', 'a'], ['unassign', 'b'], ['label', 'x'], ['unlabel', 'y'],
    ['due', null], ['start', null], ['progress', '40'], ['progress', ''], ['progress', '101'], ['progress', '1.5'],
    ['time', 'soon'], ['time', ''], ['points', ''], ['points', '-1'],
  ]
  for (const [kind, value] of same) expect(patchOf(kind, value, task), `${kind} ${value}`).toBeNull()
})
