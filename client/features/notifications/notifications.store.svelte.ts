// The notifications of the inbox: read a page at a time, kept by the events of one's own stream; what one does with them is drawn at once.
import { SvelteMap } from 'svelte/reactivity'
import type { Notification } from '../../../shared/features/notifications.ts'
import { inboxStream, type StreamEvent } from '../../../shared/streams.ts'
import type { Stores } from '../../client.svelte.ts'
import { ApiError, NetworkError } from '../../lib/api-error.ts'
import { attempt } from '../../shell/failure-words.ts'
import { statusAfter, type StoreStatus } from '../stores.ts'
import { groupsOf } from './groups.ts'
import { notificationsState, pageAdded, reduceAll, type NotificationsState } from './notifications.reducer.ts'
import { t } from './words.ts'

const PAGE = 50
type Wish = Partial<Record<'read' | 'archived', boolean>>

export class NotificationsStore {
  status = $state<StoreStatus>('loading')
  #confirmed = $state.raw<NotificationsState | null>(null)
  /** What was asked for and no event has confirmed yet, by notification. */
  readonly #wishes = new SvelteMap<string, Wish>()
  readonly #stores: Stores
  readonly #aborted = new AbortController()
  #stop: () => void = () => {}

  readonly groups = $derived.by(() => groupsOf((this.#confirmed?.items ?? []).map((item) => wished(item, this.#wishes.get(item.id))).filter(({ archivedAt }) => archivedAt === null)))
  readonly hasMore = $derived((this.#confirmed?.nextCursor ?? null) !== null)

  constructor(stores: Stores) {
    this.#stores = stores
    void this.#load()
  }

  close(): void {
    this.#aborted.abort()
    this.#stop()
  }

  async more(): Promise<void> {
    const before = this.#confirmed
    if (before === null || before.nextCursor === null) return
    const page = await this.#page(before.nextCursor)
    if (page && this.#confirmed) this.#confirmed = pageAdded(this.#confirmed, page.items, page.nextCursor)
  }

  /** Marks these as read or unread. */
  async markRead(items: readonly Notification[], read: boolean): Promise<void> {
    const ids = items.filter((item) => (item.readAt !== null) !== read).map(({ id }) => id)
    await this.#wish(ids, { read }, () => this.#stores.api.call('markNotificationsRead', { body: { read, ids } }))
  }

  async archive(items: readonly Notification[], archived = true): Promise<boolean> {
    const ids = items.map(({ id }) => id)
    return this.#wish(ids, { archived }, () => this.#stores.api.call('archiveNotifications', { body: { archived, ids } }))
  }

  /** All that there are, those of pages that were not read too. */
  async readAll(): Promise<void> {
    const ids = (this.#confirmed?.items ?? []).map(({ id }) => id)
    await this.#wish(ids, { read: true }, () => this.#stores.api.call('markNotificationsRead', { body: { read: true } }))
  }

  async #wish(ids: readonly string[], wish: Wish, ask: () => Promise<unknown>): Promise<boolean> {
    if (ids.length === 0) return true
    for (const id of ids) this.#wishes.set(id, { ...this.#wishes.get(id), ...wish })
    const done = await attempt(t('failed.change'), ask)
    if (!done) for (const id of ids) this.#wishes.delete(id)
    return done
  }

  async #load(): Promise<void> {
    await this.#stores.organizations.ready
    // The position is taken first: events since then are applied again, which changes nothing twice.
    const position = this.#stores.organizations.inboxPosition
    if (!position || this.#aborted.signal.aborted) return
    const page = await this.#page()
    if (!page) return
    this.#confirmed = notificationsState(position, page.items, page.nextCursor)
    this.status = 'ready'
    this.#stop()
    this.#stop = this.#stores.streams.follow({ position, apply: (events) => this.#apply(events), reset: () => void this.#load(), revoked: () => this.close() })
  }

  async #page(cursor?: string): Promise<{ items: Notification[]; nextCursor: string | null } | null> {
    const { signal } = this.#aborted
    try {
      const { data } = await this.#stores.api.call('listNotifications', { query: { limit: PAGE, cursor }, signal })
      return signal.aborted ? null : data
    } catch (error) {
      if (signal.aborted) return null
      if (error instanceof ApiError) this.status = statusAfter(error)
      else if (!(error instanceof NetworkError)) throw error
      else if (!this.#confirmed) this.status = 'failed'
      return null
    }
  }

  #apply(events: StreamEvent[]): void {
    if (!this.#confirmed) return
    const { state, effects } = reduceAll(this.#confirmed, events)
    this.#confirmed = state
    for (const item of state.items) if (agrees(item, this.#wishes.get(item.id))) this.#wishes.delete(item.id)
    if (effects.length > 0 || events.some(({ type, stream }) => type === 'team.opened' && stream === inboxStream(this.#stores.session.membershipId ?? ''))) void this.#load()
  }
}

function wished(item: Notification, wish: Wish | undefined): Notification {
  if (!wish) return item
  const time = (is: boolean | undefined, now: string | null) => (is === undefined ? now : is ? now ?? item.at : null)
  return { ...item, readAt: time(wish.archived || wish.read, item.readAt), archivedAt: time(wish.archived, item.archivedAt) }
}

const agrees = ({ readAt, archivedAt }: Notification, wish: Wish | undefined): boolean => wish !== undefined
  && (wish.read === undefined || wish.read === (readAt !== null)) && (wish.archived === undefined || wish.archived === (archivedAt !== null))
