// What is told of tasks before they are put away.
import { expect, it } from 'vitest'
import { factsOf, goingOf, rowsOf } from '../../../client/features/bulk/put-away-facts.ts'
import type { BulkResult } from '../../../shared/features/tasks.ts'
import { aTask } from '../board/tasks.ts'

const tasks = [
  aTask({ id: 'parent', subtaskTotal: 3, statusId: 'done' }), aTask({ id: 'part', parentId: 'parent' }), aTask({ id: 'alone' }), aTask({ id: 'held' }),
]
const result = (taskId: string, more: Partial<BulkResult> = {}): [string, BulkResult] => [taskId, { index: 0, op: 'archive', ok: true, taskId, key: null, version: 1, ...more }]
const known = { isOver: ({ statusId }: { statusId: string }) => statusId === 'done', may: ({ id }: { id: string }) => id !== 'held', results: null }

it('counts what is known at once, subtasks that go too left out', () => {
  const rows = rowsOf(tasks, known)
  expect(factsOf(rows)).toEqual({ open: 3, subtasks: 2, blocking: 0 })
  expect(goingOf(tasks, known).map(({ id }) => id)).toEqual(['parent', 'part', 'alone'])
})

it('adds what the server answers: what blocks others, and what cannot go comes first and counts no more', () => {
  const error = { status: 403, code: 'forbidden', detail: 'No' }
  const results = new Map([result('parent', { dependents: 2 }), result('part', { dependents: 0 }), result('alone', { dependents: 1 }), result('held', { ok: false, error })])
  const rows = rowsOf(tasks, { ...known, results })
  expect(rows.map(({ task, dependents }) => [task.id, dependents])).toEqual([['held', 0], ['parent', 2], ['part', 0], ['alone', 1]])
  expect(factsOf(rows)).toEqual({ open: 2, subtasks: 2, blocking: 2 })
  expect(goingOf(tasks, { ...known, results }).map(({ id }) => id)).toEqual(['parent', 'part', 'alone'])
})
