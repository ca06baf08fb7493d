// The lists of the inbox, read once and kept by the events of the member's own stream.
import { ApiError } from '../../lib/api-error.ts'
import type { Invitation } from '../../../shared/features/invitations.ts'
import type { StreamEvent, StreamPosition } from '../../../shared/streams.ts'
import type { StoreContext, StoreStatus } from '../stores.ts'
import { inboxState, reduceAll, type InboxState } from './inbox.reducer.ts'

export class InboxStore {
  status = $state<StoreStatus>('loading')
  #confirmed = $state.raw<InboxState | null>(null)
  readonly #context: StoreContext
  readonly #position: () => Promise<StreamPosition | undefined>
  readonly #aborted = new AbortController()
  #stop: () => void = () => {}

  /** `position`: where the inbox stands now, as the overview knows it. */
  constructor(context: StoreContext, position: () => Promise<StreamPosition | undefined>) {
    this.#context = context
    this.#position = position
    void this.#load()
  }

  get invitations() {
    return this.#confirmed?.invitations ?? []
  }

  get tokens() {
    return this.#confirmed?.tokens ?? []
  }

  get sessions() {
    return this.#confirmed?.sessions ?? []
  }

  close(): void {
    this.#aborted.abort()
    this.#stop()
  }

  async #load(): Promise<void> {
    // The position is taken first: events since then are applied again, which changes nothing twice.
    const position = await this.#position()
    if (!position || this.#aborted.signal.aborted) return
    const { signal } = this.#aborted
    const { api } = this.#context
    const lists = await Promise.all([this.#invitations(), api.call('listTokens', { query: { limit: 200 }, signal }), api.call('listSessions', { signal })])
      .catch((error: unknown) => this.#failed(error))
    if (!lists || signal.aborted) return
    const [invitations, tokens, sessions] = lists
    this.#confirmed = inboxState(position, { invitations, tokens: tokens.data.items, sessions: sessions.data.items })
    this.status = 'ready'
    this.#stop()
    this.#stop = this.#context.streams.follow({
      position, apply: (events) => this.#apply(events), reset: () => void this.#load(), revoked: () => this.close(),
    })
  }

  async #invitations(): Promise<Invitation[]> {
    const all: Invitation[] = []
    const { session } = this.#context
    if (!session.can('invitation.read', { createdById: session.membershipId })) return all
    for (let cursor: string | undefined; ;) {
      const page = await this.#invitationPage(cursor)
      all.push(...page.items)
      if (page.nextCursor === null) return all
      cursor = page.nextCursor
    }
  }

  /** Who may not invite has no invitations. */
  async #invitationPage(cursor?: string): Promise<{ items: Invitation[]; nextCursor: string | null }> {
    try {
      const query = { limit: 200, cursor }
      return (await this.#context.api.call('listInvitations', { query, signal: this.#aborted.signal })).data
    } catch (error) {
      if (error instanceof ApiError && error.status === 403) return { items: [], nextCursor: null }
      throw error
    }
  }

  #failed(error: unknown): null {
    if (!this.#aborted.signal.aborted) this.status = 'gone'
    if (this.#aborted.signal.aborted || error instanceof ApiError) return null
    throw error
  }

  #apply(events: StreamEvent[]): void {
    if (!this.#confirmed) return
    const { state, effects } = reduceAll(this.#confirmed, events)
    this.#confirmed = state
    if (effects.length > 0) void this.#load()
  }
}
