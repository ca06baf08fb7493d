// Watching tasks, or no more: of one, or of all that are selected.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { teamStream } from '../../../shared/streams.ts'
import type { ApiError, NetworkError } from '../../lib/api-error.ts'
import { failureWords } from '../../shell/failure-words.ts'
import { toasts } from '../../ui/index.ts'
import type { BoardScene } from '../board/board.scene.svelte.ts'
import '../late-mutations.ts'
import { change } from '../mutations.ts'
import { watchingOn } from './watching.store.svelte.ts'
import { t } from './words.ts'

type Tasks = readonly BoardTask[]

/** Each is a request of its own. */
const MOST_AT_ONCE = 100

/** What is watched is known of each project. */
const watchingOf = (scene: BoardScene, task: BoardTask) => watchingOn(scene.about([task]))

/** Watches all of the tasks, or none where all are watched; what its words promised, if they were shown. */
export async function toggleWatching(scene: BoardScene, tasks: Tasks, promised?: boolean): Promise<void> {
  const failure = await readOf(scene, tasks)
  if (failure) return void toasts.error(failureWords(failure))
  const wanted = promised ?? !tasks.every((task) => watchingOf(scene, task).has(task))
  const changed = tasks.filter((task) => watchingOf(scene, task).has(task) !== wanted)
  if (changed.length === 0) return
  for (const task of changed) sayWatching(scene, task, wanted)
  const undo = () => changed.forEach((task) => sayWatching(scene, task, !wanted))
  toasts.show({ text: t(wanted ? 'done.watched' : 'done.unwatched', named(changed)), undo })
}

/** Why it is not known what is watched; without a network nobody is asked. */
async function readOf(scene: BoardScene, tasks: Tasks): Promise<ApiError | NetworkError | undefined> {
  if (scene.stores.connection.state === 'offline') return undefined
  const read = await Promise.all([...new Set(tasks.map((task) => watchingOf(scene, task)))].map(({ ready }) => ready))
  return read.find((one) => one !== undefined)
}

/** Whether the key makes one watch these tasks, or no more, and what it is called. */
export function toggleOf(scene: BoardScene, tasks: Tasks): { wanted: boolean; words: string } {
  const wanted = !tasks.every((task) => watchingOf(scene, task).has(task))
  return { wanted, words: t(wanted ? 'watch' : 'unwatch') }
}

/** Why it cannot be done to so many; undefined where it can. */
export const whyNotWatch = (tasks: Tasks): string | undefined => (tasks.length > MOST_AT_ONCE ? t('tooMany', { count: MOST_AT_ONCE }) : undefined)

/** One of one's own changes: drawn at once, sent in its turn, its refusal told. */
export function sayWatching({ stores: { outbox, session } }: BoardScene, { id, projectId, teamId }: BoardTask, wanted: boolean): void {
  const place = { stream: teamStream(teamId), projectId, membershipId: session.membershipId! }
  void change(outbox, place, wanted ? 'watchTask' : 'unwatchTask', { taskId: id })
}

const named = (tasks: Tasks) => ({ count: tasks.length, key: tasks[0]!.key })
