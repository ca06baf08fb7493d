// One's own time in a week, or another's: read once, then kept by the events of the teams.
import type { Stores } from '../../client.svelte.ts'
import { addDays, instantAt } from '../../../shared/calendar.ts'
import type { ListedEntry, TimeEntry } from '../../../shared/features/time.ts'
import { parseStream, type StreamEvent } from '../../../shared/streams.ts'
import { ApiError } from '../../lib/api-error.ts'
import { after, type DataOf } from '../../lib/reducer.ts'
import { zone } from '../../ui/index.ts'

export class MyTime {
  entries = $state.raw<readonly ListedEntry[]>([])
  status = $state<'loading' | 'ready' | 'failed'>('loading')
  readonly #from: string
  readonly #to: string
  readonly #stores: Stores
  readonly #memberId: string
  readonly #aborted = new AbortController()

  /** `monday` begins the week, in the time zone of whoever looks. */
  constructor(stores: Stores, monday: string, memberId: string) {
    this.#stores = stores
    this.#memberId = memberId
    this.#from = instantAt(`${monday}T00:00:00`, zone.name).toISOString()
    this.#to = instantAt(`${addDays(monday, 7)}T00:00:00`, zone.name).toISOString()
    void this.read()
  }

  /** Follows the streams of the given teams. Returns how to stop. */
  follow(teamIds: readonly string[]): () => void {
    const { organizations, streams } = this.#stores
    const reread = () => void this.read()
    const stops = teamIds.flatMap((teamId) => {
      const position = organizations.positionOf(teamId)
      return position ? [streams.follow({ position, apply: (events) => this.#apply(events), reset: reread, revoked: reread })] : []
    })
    return () => stops.forEach((stop) => stop())
  }

  close(): void {
    this.#aborted.abort()
  }

  async read(): Promise<void> {
    const { signal } = this.#aborted
    const { api } = this.#stores
    const found: ListedEntry[] = []
    try {
      for (let cursor: string | undefined; ;) {
        const query = { memberId: this.#memberId, from: this.#from, to: this.#to, limit: 200, ...(cursor && { cursor }) }
        const { data } = await api.call('listTimeEntries', { query, signal })
        found.push(...data.items)
        if (!data.nextCursor) break
        cursor = data.nextCursor
      }
      this.entries = found
      this.status = 'ready'
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof ApiError)) throw error
      this.status = 'failed'
    }
  }

  #apply(events: readonly StreamEvent[]): void {
    for (const event of events) {
      if (event.type === 'time.logged') this.#put(event, event.data as DataOf<'timeLogged'>)
      else if (event.type === 'time.updated') this.#change(event.data as DataOf<'timeUpdated'>)
      else if (event.type === 'time.deleted') this.#drop((event.data as DataOf<'timeDeleted'>).entry.id)
    }
  }

  #put({ stream }: StreamEvent, { entry, projectId, key, title }: DataOf<'timeLogged'>): void {
    const isKnown = this.entries.some(({ id }) => id === entry.id)
    if (isKnown || entry.memberId !== this.#memberId || !this.#isInWeek(entry)) return
    this.entries = [...this.entries, { ...entry, projectId, key, title, teamId: parseStream(stream)!.id }]
  }

  #change({ entryId, memberId, changes, version }: DataOf<'timeUpdated'>): void {
    if (memberId !== this.#memberId) return
    const known = this.entries.find(({ id }) => id === entryId)
    // One that was moved into this week from another.
    if (!known) return changes.startedAt ? void this.read() : undefined
    if (version <= known.version) return
    const changed = { ...known, ...after(changes), version }
    this.entries = this.entries.map((entry) => (entry === known ? changed : entry)).filter((entry) => this.#isInWeek(entry))
  }

  #drop(entryId: string): void {
    this.entries = this.entries.filter(({ id }) => id !== entryId)
  }

  #isInWeek({ startedAt }: Pick<TimeEntry, 'startedAt'>): boolean {
    return startedAt >= this.#from && startedAt < this.#to
  }
}
