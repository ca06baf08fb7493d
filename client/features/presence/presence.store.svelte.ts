// Who is where and who is typing: leases that end unless they are repeated (RT21). Nothing here is stored.
import { PRESENCE_LEASE_MS, TYPING_LEASE_MS, type PresenceEntry, type TypedField } from '../../../shared/socket.ts'
import { request } from '../../lib/socket.ts'
import type { StoreContext } from '../stores.ts'
import { Leases } from './leases.ts'

export interface Whereabouts { teamId: string; projectId: string | null; taskId: string | null }
/** One person is one face, however many tabs they have open. */
export interface Person { membershipId: string; projectIds: readonly string[]; taskIds: readonly string[]; typing: boolean }
interface Typing { membershipId: string; taskId: string; field: TypedField }

const REPEATED_EVERY = 20_000
const TYPING_REPEATED_EVERY = 3_000
/** Timers are not exact: a repetition that comes a little early is one. */
const TYPING_SENT_AFTER = 2_500
const SWEPT_EVERY = 1_000

export class PresenceStore {
  /** Others of the team that one is in, each once, the last active first. */
  people = $state.raw<readonly Person[]>([])
  /** The server cannot tell who is where at the moment. */
  isOff = $state(false)
  #typing = $state.raw<readonly Typing[]>([])
  readonly #context: StoreContext
  readonly #present = new Leases<PresenceEntry>()
  readonly #typists = new Leases<Typing>()
  readonly #timers: ReturnType<typeof setInterval>[]
  #here: Whereabouts | null = null
  #typed: { taskId: string; field: TypedField; at: number } | null = null
  readonly #unlisten: () => void

  constructor(context: StoreContext) {
    this.#context = context
    this.#timers = [setInterval(() => void this.#share(), REPEATED_EVERY), setInterval(() => this.#sweep(), SWEPT_EVERY)]
    this.#unlisten = this.#listen()
  }

  /** Tells where one is; null when nowhere. Repeated by itself. */
  be(here: Whereabouts | null): void {
    if (this.#here?.teamId !== here?.teamId) this.#forgetAll()
    this.#here = here
    void this.#share()
  }

  /** Tells that one types a comment; called on every key, sent every 3 s. `false` when done. */
  type(taskId: string, typing = true, field: TypedField = 'comment', now = Date.now()): void {
    const teamId = this.#here?.teamId
    const isKnown = this.#typed?.taskId === taskId && this.#typed.field === field
    if (!teamId || (typing ? isKnown && now - this.#typed!.at < TYPING_SENT_AFTER : !isKnown)) return
    this.#typed = typing ? { taskId, field, at: now } : null
    const { socket } = this.#context.streams
    if (socket.connected) void request(socket, 'typing', { teamId, taskId, field, typing })
  }

  /** Tells that one has a text of a task open to edit, until what is returned is called. */
  edit(taskId: string, field: TypedField): () => void {
    this.type(taskId, true, field)
    const timer = setInterval(() => this.type(taskId, true, field), TYPING_REPEATED_EVERY)
    return () => {
      clearInterval(timer)
      this.type(taskId, false, field)
    }
  }

  /** Membership ids of others who type on a task, in one field of it or anywhere. */
  typingOn(taskId: string, field?: TypedField): string[] {
    const typists = this.#typing.filter((entry) => entry.taskId === taskId && (!field || entry.field === field))
    return [...new Set(typists.map(({ membershipId }) => membershipId))]
  }

  /** Others who have the task open. */
  onTask(taskId: string): readonly Person[] {
    return this.people.filter(({ taskIds }) => taskIds.includes(taskId))
  }

  onProject(projectId: string): readonly Person[] {
    return this.people.filter(({ projectIds }) => projectIds.includes(projectId))
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer)
    this.#unlisten()
  }

  async #share(): Promise<void> {
    const { socket } = this.#context.streams
    const here = this.#here
    if (!here || !socket.connected) return
    const answer = await request(socket, 'presence:update', here)
    if (!answer.ok || this.#here?.teamId !== here.teamId) return
    // Somebody may have come between the answer and now: nothing is cleared, leases end by themselves.
    this.isOff = answer.partial
    for (const entry of answer.present) this.#hold(entry)
    this.#sweep()
  }

  #listen(): () => void {
    const { socket } = this.#context.streams
    const moved = ({ teamId, entry, gone }: { teamId: string; entry: PresenceEntry; gone: boolean }) => {
      if (teamId !== this.#here?.teamId) return
      if (gone) this.#present.delete(entry.connectionId)
      else this.#hold(entry)
      this.#sweep()
    }
    const typed = ({ membershipId, taskId, field, typing }: Typing & { typing: boolean }) => {
      if (membershipId === this.#context.session.membershipId) return
      const key = `${membershipId} ${taskId} ${field}`
      if (typing) this.#typists.set(key, { membershipId, taskId, field }, Date.now() + TYPING_LEASE_MS)
      else this.#typists.delete(key)
      this.#sweep()
    }
    const connected = () => void this.#share()
    socket.on('presence:update', moved).on('typing', typed).on('connect', connected).on('disconnect', this.#forgetAll)
    return () => void socket.off('presence:update', moved).off('typing', typed).off('connect', connected).off('disconnect', this.#forgetAll)
  }

  #hold(entry: PresenceEntry): void {
    this.#present.delete(entry.connectionId)
    this.#present.set(entry.connectionId, entry, Date.now() + PRESENCE_LEASE_MS)
  }

  readonly #forgetAll = (): void => {
    this.#present.clear()
    this.#typists.clear()
    this.#sweep()
  }

  /** Draws only what differs: the leases are swept every second. */
  #sweep(): void {
    const now = Date.now()
    const people = peopleOf(this.#present.live(now), this.#context.session.membershipId)
    const typing = this.#typists.live(now)
    if (JSON.stringify(people) !== JSON.stringify(this.people)) this.people = people
    if (JSON.stringify(typing) !== JSON.stringify(this.#typing)) this.#typing = typing
  }
}

function peopleOf(entries: readonly PresenceEntry[], me: string | null): Person[] {
  const people = Map.groupBy(entries.toReversed().filter(({ membershipId }) => membershipId !== me), ({ membershipId }) => membershipId)
  return Array.from(people, ([membershipId, tabs]) => ({
    membershipId, typing: tabs.some(({ typing }) => typing),
    projectIds: tabs.flatMap(({ projectId }) => projectId ?? []), taskIds: tabs.flatMap(({ taskId }) => taskId ?? []),
  }))
}
