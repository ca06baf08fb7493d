// How far a task is: as somebody said, else as its subtasks tell.
import { expect, it } from 'vitest'
import { isToldBySubtasks, progressOf } from '../../../shared/progress.ts'

it.each([
  ['nobody said, and there are no subtasks', 0, 0, 0, 0, false],
  ['as somebody said', 40, 0, 0, 40, false],
  ['as somebody said, whatever its subtasks tell', 40, 3, 4, 40, false],
  ['as its subtasks tell', 0, 1, 4, 25, true],
  ['none of its subtasks is done', 0, 0, 4, 0, true],
  ['not all before it is true', 0, 199, 200, 99, true],
  ['all of its subtasks are done', 0, 3, 3, 100, true],
])('%s', (_, progress, subtaskDone, subtaskTotal, shown, bySubtasks) => {
  const task = { progress, subtaskDone, subtaskTotal }
  expect([progressOf(task), isToldBySubtasks(task)]).toEqual([shown, bySubtasks])
})
