// What a column is called, with and without a limit.
import { expect, it } from 'vitest'
import type { Status } from '../../../shared/features/workflow.ts'
import { isOverLimit, spokenName } from '../../../client/features/board/column-words.ts'
import { aTask } from './tasks.ts'

const aColumn = (count: number, limit: number | null) => (
  { name: 'In progress', total: count, tasks: Array.from({ length: count }, () => aTask()), status: { limit } as Status }
)

it('a column says its limit, and when it is exceeded', () => {
  expect(spokenName(aColumn(1, null), false)).toBe('In progress, 1 task')
  expect(spokenName(aColumn(4, 4), false)).toBe('In progress, 4 tasks, limit 4')
  expect(spokenName(aColumn(5, 4), false)).toBe('In progress, 5 tasks, over the limit of 4')
  expect(spokenName({ ...aColumn(5, 4), tasks: [aTask()] }, true)).toBe('In progress, 1 of 5 tasks')
})

it('a limit is exceeded by more than it, not by as many', () => {
  expect([isOverLimit(aColumn(4, 4)), isOverLimit(aColumn(5, 4)), isOverLimit(aColumn(0, 1))]).toEqual([false, true, false])
  expect(isOverLimit(aColumn(500, null))).toBe(false)
})
