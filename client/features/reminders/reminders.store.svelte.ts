// One's reminders of an open task, read once and kept by one's own stream; one's own changes are drawn on top.
import type { Reminder } from '../../../shared/features/reminders.ts'
import { inboxStream, type StreamEvent } from '../../../shared/streams.ts'
import type { Stores } from '../../client.svelte.ts'
import { ApiError, NetworkError } from '../../lib/api-error.ts'
import type { Change } from '../../lib/outbox.svelte.ts'
import { isReached } from '../board/pending-changes.ts'
import '../late-mutations.ts'
import { change, drawReminders, type ChangePlace } from '../mutations.ts'
import { reminderMutations, type NewReminder } from './reminders.mutations.ts'
import { reduceAll, type RemindersState } from './reminders.reducer.ts'

export class Reminders {
  #confirmed = $state.raw<RemindersState | null>(null)
  readonly #stores: Stores
  readonly #taskId: string
  readonly #aborted = new AbortController()
  readonly #stopViewing: () => void
  #stop: () => void = () => {}
  readonly #pending = $derived.by(() => this.#stores.outbox.changes.filter((own) => this.#isOwn(own) && !isReached(own, this.#confirmed?.position)))

  constructor(stores: Stores, taskId: string) {
    this.#stores = stores
    this.#taskId = taskId
    this.#stopViewing = stores.outbox.view({
      concerns: (own) => this.#isOwn(own), reached: (own) => isReached(own, this.#confirmed?.position),
    })
    void this.#load()
  }

  /** Confirmed, with one's own changes on their way. */
  get items() {
    return this.#pending.reduce(drawReminders, this.#confirmed?.items ?? [])
  }

  /** Whether the server has it. */
  isSent({ id }: Pick<Reminder, 'id'>): boolean {
    return !this.#pending.some(({ key }) => key === id)
  }

  set(reminder: Omit<NewReminder, 'taskId'>): void {
    void change(this.#stores.outbox, this.#place(reminder.shown.projectId), 'createReminder', { taskId: this.#taskId, ...reminder })
  }

  drop({ id, projectId }: Reminder): void {
    void change(this.#stores.outbox, this.#place(projectId), 'deleteReminder', { taskId: this.#taskId, reminderId: id })
  }

  close(): void {
    this.#aborted.abort()
    this.#stop()
    this.#stopViewing()
  }

  #place(projectId: string): ChangePlace {
    const membershipId = this.#stores.session.membershipId!
    return { stream: inboxStream(membershipId), projectId, membershipId }
  }

  #isOwn({ name, taskIds }: Change): boolean {
    return name in reminderMutations && taskIds[0] === this.#taskId
  }

  #apply(events: readonly StreamEvent[]): void {
    this.#confirmed &&= reduceAll(this.#confirmed, events)
    this.#stores.outbox.settle()
  }

  async #load(): Promise<void> {
    await this.#stores.organizations.ready
    const { signal } = this.#aborted
    // Known before the list is read: events since then are applied again, which changes nothing twice.
    const position = this.#stores.organizations.inboxPosition
    if (!position || signal.aborted) return
    try {
      const { data } = await this.#stores.api.call('listReminders', { query: { taskId: this.#taskId, limit: 200 }, signal })
      if (signal.aborted) return
      this.#confirmed = { position, taskId: this.#taskId, items: data.items }
      this.#stores.outbox.settle()
    } catch (error) {
      if (signal.aborted || error instanceof ApiError || error instanceof NetworkError) return
      throw error
    }
    this.#stop()
    this.#stop = this.#stores.streams.follow({
      position, apply: (events) => this.#apply(events), reset: () => void this.#load(), revoked: () => this.close(),
    })
  }
}
