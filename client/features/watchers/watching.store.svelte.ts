// What I said of watching the tasks of a board, and what everybody said where a filter asks for that: read when it is first asked for, kept by the team's stream.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { ApiError, NetworkError } from '../../lib/api-error.ts'
import type { BoardScene } from '../board/board.scene.svelte.ts'
import { watchersOf, type WatchWish } from '../../../shared/features/watchers.ts'
import { isWatched, reduceAll, type WatchingState } from './watching.reducer.ts'

export class Watching {
  /** When it has been read, or could not be: then why, and whoever asks next tries again. */
  ready: Promise<ApiError | NetworkError | undefined>
  #confirmed = $state.raw<WatchingState | null>(null)
  readonly #scene: BoardScene
  readonly #aborted = new AbortController()
  #stop: () => void = () => {}
  #ofAll = false
  #loads = 0

  constructor(scene: BoardScene) {
    this.#scene = scene
    this.ready = this.#load()
  }

  /** Until it is known, those are watched that are one's own. */
  has(task: BoardTask): boolean {
    const memberId = this.#scene.meId ?? ''
    return isWatched(this.#confirmed ?? { memberId, wishes: new Map<string, boolean>() }, task)
  }

  /** Everybody who watches a task. Until it is known what they said, that is whoever it belongs to. */
  watchersOf(task: BoardTask): string[] {
    if (!this.#ofAll) {
      this.#ofAll = true
      this.ready = Promise.resolve().then(() => this.#load())
    }
    return watchersOf(task, this.#confirmed?.all?.get(task.id) ?? [])
  }

  close(): void {
    this.#aborted.abort()
    this.#stop()
  }

  async #load(): Promise<ApiError | NetworkError | undefined> {
    const { signal } = this.#aborted
    const { stores, store, meId } = this.#scene
    const load = this.#loads += 1
    this.#stop()
    try {
      const { data: { watching, refused, wishes: said, ...position } } = await stores.api.call('readWatching', { params: { projectId: store.projectId }, query: { of: this.#ofAll ? 'all' : 'me' }, signal })
      // Another one was begun meanwhile, which asks for more.
      if (signal.aborted || load !== this.#loads) return undefined
      const wishes = new Map([...watching.map((id) => [id, true] as const), ...refused.map((id) => [id, false] as const)])
      this.#confirmed = { position, memberId: meId ?? '', wishes, all: said ? wishesByTask(said) : null }
      this.#stop = stores.streams.follow({
        position, apply: (events) => (this.#confirmed &&= reduceAll(this.#confirmed, events)), reset: () => void this.#load(), revoked: () => this.close(),
      })
    } catch (error) {
      if (signal.aborted) return undefined
      if (!(error instanceof ApiError || error instanceof NetworkError)) throw error
      if (known.get(this.#scene) === this) known.delete(this.#scene)
      return error
    }
    return undefined
  }
}

const wishesByTask = (said: readonly (WatchWish & { taskId: string })[]) =>
  new Map([...Map.groupBy(said, ({ taskId }) => taskId)].map(([id, all]) => [id, all.map(({ memberId, watching }) => ({ memberId, watching }))] as const))

const known = new WeakMap<BoardScene, Watching>()

export const knownWatching = (scene: BoardScene): Watching | undefined => known.get(scene)

/** Of a board that is shown; it ends with it. */
export function watchingOn(scene: BoardScene): Watching {
  const found = known.get(scene)
  if (found) return found
  const watching = new Watching(scene)
  known.set(scene, watching)
  scene.ends.push(() => { watching.close(); known.delete(scene) })
  return watching
}
