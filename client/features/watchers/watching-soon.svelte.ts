// What is known of watching, for what is derived from it: nothing may be made while something is derived, since that would not be followed. So it is made a moment
// later, and whoever asked asks anew.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { BoardScene } from '../board/board.scene.svelte.ts'
import { knownWatching, watchingOn, type Scope, type Watching } from './watching.store.svelte.ts'

let made = $state(0)
/** The boards of the projects that a screen shows. */
const boards = new WeakMap<BoardScene, Map<string, BoardScene>>()
const wanted = new WeakMap<BoardScene, Set<string>>()

/** Of the task's project, whose words are needed; null until it is there. */
export function watchingSoon(host: BoardScene, task: BoardTask, scope: Scope): Watching | null {
  const board = boards.get(host)?.get(task.projectId)
  const found = board && knownWatching(board)
  if (found) return found
  if (made >= 0) want(host, task, scope)
  return null
}

function want(host: BoardScene, task: BoardTask, scope: Scope): void {
  const own = wanted.get(host) ?? new Set()
  wanted.set(host, own)
  if (own.has(task.projectId)) return
  own.add(task.projectId)
  queueMicrotask(() => {
    own.delete(task.projectId)
    const board = host.about([task])
    boards.set(host, (boards.get(host) ?? new Map<string, BoardScene>()).set(task.projectId, board))
    watchingOn(board, scope)
    made += 1
  })
}
