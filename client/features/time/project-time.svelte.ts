// Time spent on a project by person and week, and what was estimated: read once, and again when an event changes either.
import type { Stores } from '../../client.svelte.ts'
import type { Project } from '../../../shared/features/projects.ts'
import type { ProjectTime } from '../../../shared/features/time.ts'
import type { StreamEvent } from '../../../shared/streams.ts'
import { ApiError } from '../../lib/api-error.ts'
import { changesTime } from './changes-time.ts'

const SETTLE = 300

export class SpentTime {
  time = $state.raw<ProjectTime | null>(null)
  readonly #stores: Stores
  readonly #projectId: string
  readonly #aborted = new AbortController()
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(stores: Stores, projectId: string) {
    this.#stores = stores
    this.#projectId = projectId
    void this.#read()
  }

  /** Follows the stream of its team. Returns how to stop. */
  follow({ teamId }: Pick<Project, 'teamId'>): (() => void) | undefined {
    const { organizations, streams } = this.#stores
    const position = organizations.positionOf(teamId)
    const soon = () => this.#soon()
    return position && streams.follow({ position, apply: (events) => this.#hear(events), reset: soon, revoked: soon })
  }

  close(): void {
    this.#aborted.abort()
    clearTimeout(this.#timer)
  }

  #hear(events: readonly StreamEvent[]): void {
    if (events.some((event) => changesTime(event, this.#projectId))) this.#soon()
  }

  #soon(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#read(), SETTLE)
  }

  async #read(): Promise<void> {
    const { signal } = this.#aborted
    try {
      this.time = (await this.#stores.api.call('readProjectTime', { params: { projectId: this.#projectId }, query: {}, signal })).data
    } catch (error) {
      // The overview is whole without it; the next change reads it again.
      if (!signal.aborted && !(error instanceof ApiError)) throw error
    }
  }
}
