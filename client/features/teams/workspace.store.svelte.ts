// A team's workspace while its page is open: one snapshot, kept by the team's stream; older posts are added page by page.
import type { Post } from '../../../shared/features/posts.ts'
import type { StreamEvent } from '../../../shared/streams.ts'
import { ApiError } from '../../lib/api-error.ts'
import { statusAfter, type StoreContext, type StoreStatus } from '../stores.ts'
import { reduceAll, workspaceState, type WorkspaceState } from './workspace.reducer.ts'

export class WorkspaceStore {
  readonly teamId: string
  status = $state<StoreStatus>('loading')
  view = $state.raw<WorkspaceState | null>(null)
  loadingOlder = $state(false)
  readonly #context: StoreContext
  readonly #aborted = new AbortController()
  #stop: () => void = () => {}

  constructor(context: StoreContext, teamId: string) {
    this.#context = context
    this.teamId = teamId
    void this.#load()
  }

  close(): void {
    this.#aborted.abort()
    this.#stop()
  }

  /** Adds the next page of older posts. Throws what the request throws. */
  async loadOlder(): Promise<void> {
    const cursor = this.view?.nextCursor
    if (!cursor || this.loadingOlder) return
    this.loadingOlder = true
    try {
      const { data } = await this.#context.api.call('listPosts', { params: { teamId: this.teamId }, query: { cursor, limit: 20 } })
      if (this.view) this.view = { ...this.view, posts: joined(this.view.posts, data.items), nextCursor: data.nextCursor }
    } finally {
      this.loadingOlder = false
    }
  }

  async #load(): Promise<void> {
    const { signal } = this.#aborted
    try {
      const { data } = await this.#context.api.call('readWorkspace', { params: { teamId: this.teamId }, signal })
      if (signal.aborted) return
      this.view = workspaceState(data)
      this.status = 'ready'
      this.#follow(this.view)
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof ApiError)) throw error
      this.status = statusAfter(error)
    }
  }

  #follow({ stream, offset, epoch }: WorkspaceState): void {
    const reload = () => {
      if (!this.#aborted.signal.aborted) void this.#load()
    }
    this.#stop()
    this.#stop = this.#context.streams.follow({
      position: { stream, offset, epoch }, apply: (events) => this.#apply(events), reset: reload, revoked: () => (this.status = 'gone'),
    })
  }

  #apply(events: StreamEvent[]): void {
    if (!this.view) return
    const { state, effects } = reduceAll(this.view, events)
    this.view = state
    if (effects.length > 0) void this.#load()
  }
}

/** Events may have brought some of them already. */
function joined(posts: readonly Post[], older: readonly Post[]): Post[] {
  const known = new Set(posts.map(({ id }) => id))
  return [...posts, ...older.filter(({ id }) => !known.has(id))]
}
