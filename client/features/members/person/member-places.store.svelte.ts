// What a member is in the teams that one may read: read once, then kept by the events of these teams.
import type { MemberPlace } from '../../../../shared/features/teams.ts'
import type { StreamEvent, StreamPosition } from '../../../../shared/streams.ts'
import { ApiError } from '../../../lib/api-error.ts'
import type { StoreContext } from '../../stores.ts'
import { placesAfter } from './member-places.ts'

export class MemberPlaces {
  places = $state.raw<readonly MemberPlace[]>([])
  status = $state<'loading' | 'ready' | 'failed'>('loading')
  readonly #context: StoreContext
  readonly #memberId: string
  readonly #aborted = new AbortController()
  readonly #stops: (() => void)[]
  /** What came since the present read was asked: its answer may not have it yet. */
  #since: StreamEvent[] | null = null

  /** `positions`: where the teams' streams stood before. */
  constructor(context: StoreContext, memberId: string, positions: readonly StreamPosition[]) {
    this.#context = context
    this.#memberId = memberId
    const reread = () => void this.#read()
    this.#stops = positions.map((position) => context.streams.follow({
      position, reset: reread, revoked: reread,
      apply: (events) => {
        this.#since?.push(...events)
        this.places = this.#after(this.places, events)
      },
    }))
    void this.#read()
  }

  close(): void {
    this.#aborted.abort()
    for (const stop of this.#stops) stop()
  }

  #after(places: readonly MemberPlace[], events: readonly StreamEvent[]): readonly MemberPlace[] {
    return events.reduce((after, event) => placesAfter(after, this.#memberId, event), places)
  }

  async #read(): Promise<void> {
    const { signal } = this.#aborted
    const since: StreamEvent[] = []
    this.#since = since
    try {
      const { data } = await this.#context.api.call('listMemberPlaces', { params: { memberId: this.#memberId }, signal })
      // A later read answers.
      if (this.#since !== since) return
      this.places = this.#after(data.items, since)
      this.#since = null
      this.status = 'ready'
    } catch (error) {
      if (signal.aborted || this.#since !== since) return
      if (!(error instanceof ApiError)) throw error
      this.status = 'failed'
    }
  }
}
