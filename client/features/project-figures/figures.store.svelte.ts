// What is counted of many projects: read for all of them at once, and again for a team in which tasks changed.
import { SvelteMap } from 'svelte/reactivity'
import type { ProjectFigures } from '../../../shared/features/project-figures.ts'
import type { Stores } from '../../client.svelte.ts'
import { ApiError, NetworkError } from '../../lib/api-error.ts'

/** Changes that come one after the other are counted together: a busy team has its figures read by everybody who looks at them. */
const SETTLE = 2_000
const PAGE = 200
/** Who has more projects than these pages hold finds the others without figures. */
const MOST_PAGES = 10
/** What changes what is counted; most other events of a team are of talk and files. */
const COUNTS = /^(task\.(?!watched|recounted)|project\.|status\.|batch\.|trash\.)/

export class FiguresStore {
  status = $state<'loading' | 'ready' | 'failed'>('loading')
  readonly #of = new SvelteMap<string, ProjectFigures>()
  readonly #stores: Stores
  readonly #teamId: string | undefined
  readonly #aborted = new AbortController()
  readonly #changed = new Set<string>()
  #timer: ReturnType<typeof setTimeout> | undefined

  /** Of one team, or of all that one may read. */
  constructor(stores: Stores, teamId?: string) {
    this.#stores = stores
    this.#teamId = teamId
    void this.read(teamId)
  }

  of(projectId: string): ProjectFigures | undefined {
    return this.#of.get(projectId)
  }

  /** Hears what changes in the given teams. Returns how to stop. */
  follow(teamIds: readonly string[]): () => void {
    const { organizations, streams } = this.#stores
    const stops = teamIds.flatMap((teamId) => {
      const position = organizations.positionOf(teamId)
      const soon = () => this.#soon(teamId)
      return position ? [streams.follow({ position, apply: (events) => events.some(({ type }) => COUNTS.test(type)) && soon(), reset: soon, revoked: () => {} })] : []
    })
    return () => stops.forEach((stop) => stop())
  }

  close(): void {
    this.#aborted.abort()
    clearTimeout(this.#timer)
  }

  /** Reads all, or those of a team. */
  async read(teamId = this.#teamId): Promise<void> {
    try {
      let cursor: string | undefined
      for (let pages = 0; pages < MOST_PAGES; pages += 1) {
        const query = { limit: PAGE, ...(teamId && { teamId }), ...(cursor && { cursor }) }
        const { data } = await this.#stores.api.call('listProjectFigures', { query, signal: this.#aborted.signal })
        for (const figures of data.items) this.#of.set(figures.projectId, figures)
        if (data.nextCursor === null) break
        cursor = data.nextCursor
      }
      this.status = 'ready'
    } catch (error) {
      if (this.#aborted.signal.aborted) return
      if (!(error instanceof ApiError || error instanceof NetworkError)) throw error
      // What was read before stays.
      if (this.status === 'loading') this.status = 'failed'
    }
  }

  /** At most one reading for each time to settle, however fast changes come. */
  #soon(teamId: string): void {
    this.#changed.add(teamId)
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      const teams = [...this.#changed]
      this.#changed.clear()
      for (const id of teams) void this.read(id)
    }, SETTLE)
  }
}
