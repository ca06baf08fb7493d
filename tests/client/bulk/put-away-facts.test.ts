// What is told of tasks before they are put away.
import { expect, it } from 'vitest'
import { factsOf, rowsOf } from '../../../client/features/bulk/put-away-facts.ts'
import type { BulkResult } from '../../../shared/features/tasks.ts'
import { aTask } from '../board/tasks.ts'

const tasks = [
  aTask({ id: 'parent', subtaskTotal: 3, statusId: 'done' }), aTask({ id: 'part', parentId: 'parent' }), aTask({ id: 'alone' }), aTask({ id: 'held', parentId: 'parent' }),
]
const result = (taskId: string, more: Partial<BulkResult> = {}): [string, BulkResult] => [taskId, { index: 0, op: 'archive', ok: true, taskId, key: null, version: 1, ...more }]
const known = { isOver: ({ statusId }: { statusId: string }) => statusId === 'done', may: ({ id }: { id: string }) => id !== 'held', results: null }
const idsOf = (some: readonly { id: string }[]) => some.map(({ id }) => id)
const error = { status: 403, code: 'forbidden', detail: 'No' }
const answered = (more: [string, BulkResult][] = []) =>
  new Map([result('parent', { dependents: 2 }), result('part', { dependents: 0 }), result('alone', { dependents: 1 }), result('held', { ok: false, error }), ...more])

it('counts what is known at once, of those that go alone: what one may not put away comes first, and a subtask of it stays', () => {
  const rows = rowsOf(tasks, known)
  expect(idsOf(rows.map(({ task }) => task))).toEqual(['held', 'parent', 'part', 'alone'])
  const { going, ...facts } = factsOf(rows)
  expect(idsOf(going)).toEqual(['parent', 'part', 'alone'])
  expect(facts).toEqual({ open: 2, subtasks: 2, blocking: 0 })
})

it('adds what the server answers, and leaves each where it was', () => {
  const rows = rowsOf(tasks, { ...known, results: answered() })
  expect(rows.map(({ task, dependents }) => [task.id, dependents])).toEqual([['held', 0], ['parent', 2], ['part', 0], ['alone', 1]])
  const { going, ...facts } = factsOf(rows)
  expect(idsOf(going)).toEqual(['parent', 'part', 'alone'])
  expect(facts).toEqual({ open: 2, subtasks: 2, blocking: 2 })
})

it('counts no more what the server refuses, a subtask neither', () => {
  const rows = rowsOf(tasks, { ...known, results: answered([result('part', { ok: false, error, dependents: 0 })]) })
  expect(idsOf(rows.map(({ task }) => task))).toEqual(['held', 'parent', 'part', 'alone'])
  const { going, ...facts } = factsOf(rows)
  expect(idsOf(going)).toEqual(['parent', 'alone'])
  expect(facts).toEqual({ open: 1, subtasks: 3, blocking: 2 })
})
