// Watching tasks, or no more: of one, or of all that are selected.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { attempt, failureWords } from '../../shell/failure-words.ts'
import { toasts } from '../../ui/index.ts'
import type { BoardScene } from '../board/board.scene.svelte.ts'
import { watchingOn } from './watching.store.svelte.ts'
import { t } from './words.ts'

type Tasks = readonly BoardTask[]

/** Each is a request of its own. */
const MOST_AT_ONCE = 100

/** What is watched is known of each project. */
const watchingOf = (scene: BoardScene, task: BoardTask) => watchingOn(scene.about([task]))

/** Watches all of the tasks, or none where all are watched; what its words promised, if they were shown. */
export async function toggleWatching(scene: BoardScene, tasks: Tasks, promised?: boolean): Promise<void> {
  const read = await Promise.all([...new Set(tasks.map((task) => watchingOf(scene, task)))].map(({ ready }) => ready))
  const failure = read.find((one) => one !== undefined)
  if (failure) return void toasts.error(failureWords(failure))
  const wanted = promised ?? !tasks.every((task) => watchingOf(scene, task).has(task))
  const changed = tasks.filter((task) => watchingOf(scene, task).has(task) !== wanted)
  if (!(await sayAll(scene, changed, wanted))) return
  toasts.show({ text: t(wanted ? 'done.watched' : 'done.unwatched', named(changed)), undo: () => void sayAll(scene, changed, !wanted) })
}

/** Whether the key makes one watch these tasks, or no more, and what it is called. */
export function toggleOf(scene: BoardScene, tasks: Tasks): { wanted: boolean; words: string } {
  const wanted = !tasks.every((task) => watchingOf(scene, task).has(task))
  return { wanted, words: t(wanted ? 'watch' : 'unwatch') }
}

/** Why it cannot be done to so many; undefined where it can. */
export const whyNotWatch = (tasks: Tasks): string | undefined => (tasks.length > MOST_AT_ONCE ? t('tooMany', { count: MOST_AT_ONCE }) : undefined)

/** Tells the server; what goes wrong is said. */
export const sayWatching = (scene: BoardScene, taskId: string, wanted: boolean): Promise<boolean> =>
  attempt(t(wanted ? 'notWatched' : 'notUnwatched'), () => scene.stores.api.call(wanted ? 'watchTask' : 'unwatchTask', { params: { taskId } }))

async function sayAll(scene: BoardScene, tasks: Tasks, wanted: boolean): Promise<boolean> {
  for (const { id } of tasks) if (!(await sayWatching(scene, id, wanted))) return false
  return tasks.length > 0
}

const named = (tasks: Tasks) => ({ count: tasks.length, key: tasks[0]!.key })
