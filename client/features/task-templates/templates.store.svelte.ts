// The templates of a project, read when they are first asked for and kept by the team's stream while its board or settings are open.
import type { TaskTemplate } from '../../../shared/features/task-templates.ts'
import { ApiError, NetworkError } from '../../lib/api-error.ts'
import type { StoreContext } from '../stores.ts'
import { reduceAll, type TemplatesState } from './templates.reducer.ts'

export class TemplatesStore {
  readonly projectId: string
  #confirmed = $state.raw<TemplatesState | null>(null)
  readonly #context: Pick<StoreContext, 'api' | 'streams'>
  readonly #aborted = new AbortController()
  #stop: () => void = () => {}

  constructor(context: Pick<StoreContext, 'api' | 'streams'>, projectId: string) {
    this.#context = context
    this.projectId = projectId
    void this.#load()
  }

  get isReady(): boolean {
    return this.#confirmed !== null
  }

  get items(): readonly TaskTemplate[] {
    return this.#confirmed?.items ?? []
  }

  close(): void {
    this.#aborted.abort()
    this.#stop()
  }

  async #load(): Promise<void> {
    const { signal } = this.#aborted
    try {
      const { data } = await this.#context.api.call('listTaskTemplates', { params: { projectId: this.projectId }, signal })
      if (signal.aborted) return
      this.#confirmed = { ...data, projectId: this.projectId }
    } catch (error) {
      // Whoever asks next tries again.
      if (current === this && !this.#confirmed) current = undefined
      if (signal.aborted || error instanceof ApiError || error instanceof NetworkError) return
      throw error
    }
    const { stream, offset, epoch } = this.#confirmed
    this.#stop()
    this.#stop = this.#context.streams.follow({
      position: { stream, offset, epoch }, reset: () => void this.#load(), revoked: () => this.close(),
      apply: (events) => {
        if (!this.#confirmed) return
        const { state, effects } = reduceAll(this.#confirmed, events)
        this.#confirmed = state
        if (effects.length > 0) void this.#load()
      },
    })
  }
}

let current: TemplatesStore | undefined

/** One project's at a time: that on the screen. */
export function templatesOf(context: Pick<StoreContext, 'api' | 'streams'>, projectId: string): TemplatesStore {
  if (current?.projectId === projectId) return current
  current?.close()
  return (current = new TemplatesStore(context, projectId))
}
