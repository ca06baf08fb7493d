// Moves tasks of several projects to the status of one name, each in its own project: one request with one undo.
import type { BoardTask, BulkOperation } from '../../../shared/features/tasks.ts'
import { announce } from '../../ui/index.ts'
import { isBarred } from '../board/board-actions.ts'
import { allowedOf, counts, send } from '../board/bulk-actions.ts'
import { othersIn } from '../board/places.ts'
import { t } from '../board/words.ts'
import type { WorkScene } from './work.scene.svelte.ts'

interface Target { statusId: string; end: 'top' | 'bottom'; evenIfBlocked: boolean }

/** Answers whether any moved; tasks whose project has no such status stay. */
export function moveInEach(scene: WorkScene, tasks: readonly BoardTask[], { statusId, end, evenIfBlocked }: Target): boolean {
  const own = new Map(tasks.flatMap((task) => {
    const id = scene.ownStatus(task, statusId)
    return id ? [[task.id, id] as const] : []
  }))
  const allowed = allowedOf(scene, tasks.filter(({ id }) => own.has(id)), 'task.move', 'move')
  if (allowed.length === 0 || isBarred(scene, allowed, statusId)) return false
  const ids = tasks.map(({ id }) => id)
  const above = new Map([...new Set(own.values())].map((id) => [id, end === 'top' ? null : othersIn(scene.statusColumns, id, ids).at(-1)?.id ?? null]))
  // From the last to the first, each after the same task of its status: so they stand in their order.
  const operations = allowed.toReversed().map(({ id }): BulkOperation => {
    const to = own.get(id)!
    return { op: 'move', taskId: id, statusId: to, afterTaskId: above.get(to) ?? null, ...(evenIfBlocked && { evenIfBlocked }) }
  })
  const said = (moved: readonly BoardTask[]) => t('many.moved', { ...counts(moved, tasks), status: scene.statusById.get(statusId)?.name ?? '' })
  announce(said(allowed), 'assertive')
  send(scene, allowed, operations, said)
  return true
}
