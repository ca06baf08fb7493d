// Archives tasks or moves them to the trash: one at once, of many it is shown before what becomes of them.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { BoardScene } from '../board/board.scene.svelte.ts'
import { archiveAll, trashAll } from '../board/bulk-actions.ts'
import { taskDialog } from '../board/open-dialog.ts'

export type Way = 'archive' | 'trash'

export const putAwayDialog = taskDialog<{ way: Way; host: BoardScene }>(async () => (await import('./PutAway.svelte')).default)

export const mayPutAway = (scene: BoardScene, task: BoardTask, way: Way): boolean => scene.can(way === 'archive' ? 'task.archive' : 'task.delete', task)

/** Where none may go there is nothing to show but whom to ask, which the deed itself says. */
export function putAway(scene: BoardScene, tasks: readonly BoardTask[], way: Way): void {
  const isShown = tasks.length > 1 && tasks.some((task) => mayPutAway(scene, task, way))
  if (isShown) void putAwayDialog.open(scene, tasks, { way, host: scene })
  else putAwayNow(scene, tasks, way)
}

export const putAwayNow = (scene: BoardScene, tasks: readonly BoardTask[], way: Way): void =>
  (way === 'archive' ? archiveAll : trashAll)(scene, tasks)
