// Which tasks of the board are below an open task, and what may be put there.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { announce, toasts } from '../../ui/index.ts'
import { called, refuse } from '../board/board-actions.ts'
import type { BoardScene } from '../board/board.scene.svelte.ts'
import { t } from './words.ts'

/** Every task that the board holds, archived ones left out. */
export const boardTasks = ({ store }: Pick<BoardScene, 'store'>): BoardTask[] =>
  (store.view?.statuses ?? []).flatMap(({ id }) => [...store.column(id)])

/** In the order of their making. */
export const subtasksOf = (scene: BoardScene, taskId: string): BoardTask[] =>
  boardTasks(scene).filter(({ parentId }) => parentId === taskId).sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))

/** The task and all above it, which cannot become its subtasks. */
export function withAncestors(scene: BoardScene, taskId: string): Set<string> {
  const found = new Set<string>()
  for (let at: string | null = taskId; at !== null && !found.has(at); at = scene.store.task(at)?.parentId ?? null) found.add(at)
  return found
}

/** The task and all below it, which cannot become its parent. */
export function withDescendants(scene: BoardScene, taskId: string): Set<string> {
  const byParent = Map.groupBy(boardTasks(scene), ({ parentId }) => parentId)
  const found = new Set<string>()
  const add = (id: string) => {
    if (found.has(id)) return
    found.add(id)
    for (const child of byParent.get(id) ?? []) add(child.id)
  }
  add(taskId)
  return found
}

/** Puts a task below another, or takes it out; says so and can be undone. */
export function setParent(scene: BoardScene, task: BoardTask, parentId: string | null): void {
  if (!scene.can('task.update', task)) return void refuse(scene, task, 'change')
  const { done, undo } = scene.store.updateTask(task.id, { parentId })
  const parent = scene.store.task(parentId ?? task.parentId ?? '')
  const names = { task: called(task), parent: parent ? called(parent) : t('family.gone') }
  const text = t(parentId === null ? 'family.detached' : 'family.attached', names)
  announce(text)
  toasts.show({ text, done, undo, redo: () => setParent(scene, task, parentId) })
}
