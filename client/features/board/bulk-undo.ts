// The opposite of many changes, as one request: tasks go back to their places from top to bottom, each after its old
// neighbour. Pure.
import type { z } from 'zod'
import type { BoardTask, BulkOperation, bulkAnswer } from '../../../shared/features/tasks.ts'
import type { Outcome } from '../../lib/outbox.svelte.ts'
import { findTask, tasksOf, type BoardState } from './board.reducer.ts'
import { oldFields } from './old-fields.ts'

/** What the board shows before the changes. */
export interface Before {
  task(taskId: string): BoardTask | undefined
  column(statusId: string): readonly BoardTask[]
}

export const shownIn = (view: BoardState | null): Before => ({
  task: (taskId) => (view ? findTask(view, taskId) : undefined), column: (statusId) => (view ? tasksOf(view, statusId) : []),
})

type Update = Extract<BulkOperation, { op: 'update' }>

/** Those that the server made: only they can be taken back or done again. */
export function appliedOf(operations: readonly BulkOperation[], outcome: Outcome<z.infer<typeof bulkAnswer>>): BulkOperation[] {
  const applied = new Set(outcome.ok ? outcome.data.results.filter(({ ok }) => ok).map(({ index }) => index) : [])
  return operations.filter((_, index) => applied.has(index))
}

export function oppositeOf(operations: readonly BulkOperation[], before: Before): BulkOperation[] {
  const moved = new Set<string>()
  const back: BulkOperation[] = []
  for (const operation of operations) {
    if (operation.op === 'move' || (operation.op === 'update' && operation.statusId !== undefined)) moved.add(operation.taskId)
    if (operation.op === 'create' && operation.id) back.push({ op: 'delete', taskId: operation.id })
    if (operation.op === 'archive') back.push({ ...operation, archived: !operation.archived })
    if (operation.op === 'delete') back.push({ op: 'restore', taskId: operation.taskId })
    if (operation.op === 'restore') back.push({ op: 'delete', taskId: operation.taskId })
    if (operation.op === 'update') back.push(...oldUpdate(operation, before.task(operation.taskId)))
  }
  return [...back.reverse(), ...placesOf(moved, before)]
}

function oldUpdate({ op: _, ref: __, taskId, expectedVersion: ___, statusId: ____, description: _____, evenIfBlocked: ______, ...fields }: Update, task?: BoardTask): BulkOperation[] {
  if (!task || Object.keys(fields).length === 0) return []
  return [{ op: 'update', taskId, ...oldFields(task, fields) }]
}

function placesOf(taskIds: ReadonlySet<string>, before: Before): BulkOperation[] {
  const statusIds = new Set([...taskIds].flatMap((id) => before.task(id)?.statusId ?? []))
  return [...statusIds].flatMap((statusId) => {
    const tasks = before.column(statusId)
    return tasks.flatMap(({ id }, index): BulkOperation[] => (
      taskIds.has(id) ? [{ op: 'move', taskId: id, statusId, afterTaskId: tasks[index - 1]?.id ?? null }] : []
    ))
  })
}
