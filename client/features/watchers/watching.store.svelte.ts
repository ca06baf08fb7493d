// What I said of watching the tasks of a board, and what everybody said where a filter asks for that: read when it is first asked for, kept by the team's stream.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { StreamEvent } from '../../../shared/streams.ts'
import { ApiError, NetworkError } from '../../lib/api-error.ts'
import { Calm } from '../../lib/calm.ts'
import type { BoardScene } from '../board/board.scene.svelte.ts'
import { watchersOf, withWish, type WatchWish } from '../../../shared/features/watchers.ts'
import { bringTask, isWatched, reduceAll, type WatchingState } from './watching.reducer.ts'

/** One's own words, or everybody's. */
export type Scope = 'me' | 'all'

export class Watching {
  /** When it has been read, or could not be: then why, and whoever asks next tries again. */
  ready: Promise<ApiError | NetworkError | undefined>
  /** What is drawn of it. */
  #confirmed = $state.raw<WatchingState | null>(null)
  #heard: WatchingState | null = null
  readonly #calm = new Calm(() => (this.#confirmed = this.#heard))
  readonly #scene: BoardScene
  readonly #aborted = new AbortController()
  #stop: () => void = () => {}
  #scope: Scope
  #loads = 0

  constructor(scene: BoardScene, scope: Scope) {
    this.#scene = scene
    this.#scope = scope
    this.ready = this.#load()
  }

  /** Until it is known, those are watched that are one's own. */
  has(task: BoardTask): boolean {
    const memberId = this.#scene.meId ?? ''
    return this.#wish(task) ?? isWatched(this.#confirmed ?? { memberId, wishes: new Map<string, boolean>() }, task)
  }

  /** Everybody who watches a task. Until it is known what they said, that is whoever it belongs to. */
  watchersOf(task: BoardTask): string[] {
    if (this.#scope === 'me') {
      this.#scope = 'all'
      this.ready = Promise.resolve().then(() => this.#load())
    }
    const [said, own] = [this.#confirmed?.all?.get(task.id) ?? [], this.#wish(task)]
    return watchersOf(task, own === undefined ? said : withWish(said, this.#scene.meId ?? '', own))
  }

  /** What one said last and no event has told yet. */
  #wish({ id }: BoardTask): boolean | undefined {
    const own = this.#scene.stores.outbox.changes.findLast(({ name, taskIds }) => (name === 'watchTask' || name === 'unwatchTask') && taskIds[0] === id)
    return own && own.name === 'watchTask'
  }

  close(): void {
    this.#aborted.abort()
    this.#calm.stop()
    this.#stop()
  }

  async #load(): Promise<ApiError | NetworkError | undefined> {
    const { signal } = this.#aborted
    const { stores, store, meId } = this.#scene
    const load = this.#loads += 1
    this.#stop()
    try {
      const { data: { watching, refused, wishes: said, ...position } } = await stores.api.call('readWatching', { params: { projectId: store.projectId }, query: { of: this.#scope }, signal })
      // Another one was begun meanwhile, which asks for more.
      if (signal.aborted || load !== this.#loads) return undefined
      const wishes = new Map([...watching.map((id) => [id, true] as const), ...refused.map((id) => [id, false] as const)])
      this.#heard = { projectId: store.projectId, memberId: meId ?? '', wishes, all: said ? wishesByTask(said) : null }
      this.#calm.own()
      this.#stop = stores.streams.follow({ position, apply: (events) => this.#hear(events), reset: () => void this.#load(), revoked: () => this.close() })
    } catch (error) {
      if (signal.aborted) return undefined
      if (!(error instanceof ApiError || error instanceof NetworkError)) throw error
      if (known.get(this.#scene) === this) known.delete(this.#scene)
      return error
    }
    return undefined
  }

  #hear(events: readonly StreamEvent[]): void {
    const { store: { projectId }, meId } = this.#scene
    const before = this.#heard
    this.#heard &&= reduceAll(this.#heard, events)
    if (this.#heard !== before) {
      if (events.some(({ actor }) => actor.membershipId === meId)) this.#calm.own()
      else this.#calm.others()
    }
    if (bringTask(events, projectId)) this.ready = this.#load()
  }
}

const wishesByTask = (said: readonly (WatchWish & { taskId: string })[]) =>
  new Map([...Map.groupBy(said, ({ taskId }) => taskId)].map(([id, all]) => [id, all.map(({ memberId, watching }) => ({ memberId, watching }))] as const))

const known = new WeakMap<BoardScene, Watching>()

export const knownWatching = (scene: BoardScene): Watching | undefined => known.get(scene)

/** Of a board that is shown; it ends with it. */
export function watchingOn(scene: BoardScene, scope: Scope = 'me'): Watching {
  const found = known.get(scene)
  if (found) return found
  const watching = new Watching(scene, scope)
  known.set(scene, watching)
  scene.ends.push(() => { watching.close(); known.delete(scene) })
  return watching
}
