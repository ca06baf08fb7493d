// Who is where in a team, and who is typing: leases by connection, heard from all nodes (RT21).
import type { PresenceEntry, TypedField } from '../../shared/socket.ts'
import { parseStream } from '../../shared/streams.ts'
import type { Connection } from './connection.ts'
import { Leases } from './leases.ts'
import { signal, type PresenceSignal, type Signal, type TypingSignal } from './signals.ts'
import type { Timings } from './timings.ts'

interface PresenceOptions {
  timings: Timings
  /** To the sockets of this node. */
  show(told: Signal): void
  /** To the other nodes; it may get lost. */
  tell(told: Signal): void
}

export class Presence {
  readonly #options: PresenceOptions
  readonly #present: Leases<PresenceSignal>
  readonly #typing: Leases<TypingSignal>
  readonly #timer: NodeJS.Timeout

  constructor(options: PresenceOptions) {
    this.#options = options
    this.#present = new Leases(options.timings.presenceMs)
    this.#typing = new Leases(options.timings.typingMs)
    this.#timer = setInterval(() => this.#expire(), options.timings.leaseCheckMs).unref()
  }

  /** The connection is at this place now, and nowhere else. Returns who is in the team. */
  arrive(connection: Connection, place: { teamId: string; projectId: string | null; taskId: string | null }): PresenceEntry[] {
    const before = this.#present.get(connection.socket.id)
    if (before && before.teamId !== place.teamId) this.#share({ ...before, gone: true })
    const { socket: { id: connectionId }, membershipId, organizationId } = connection
    const typing = this.#typing.get(connectionId)?.teamId === place.teamId
    const entry = { membershipId, connectionId, projectId: place.projectId, taskId: place.taskId, typing }
    this.#share({ kind: 'presence', organizationId, teamId: place.teamId, entry, gone: false })
    return this.#in(organizationId, place.teamId)
  }

  /** The connection types in this field now, and in no other. */
  type(connection: Connection, { teamId, taskId, field, typing }: { teamId: string; taskId: string; field: TypedField; typing: boolean }): void {
    const { socket: { id: connectionId }, membershipId, organizationId } = connection
    const before = this.#typing.get(connectionId)
    if (before && (before.taskId !== taskId || before.field !== field)) this.#share({ ...before, typing: false })
    this.#share({ kind: 'typing', organizationId, teamId, taskId, field, membershipId, connectionId, typing })
  }

  /** The connection ended, or lost the right to be seen in this team. */
  leave(connection: Connection, stream?: string): void {
    const concerns = (told: Signal) => stream === undefined || told.teamId === parseStream(stream)?.id
    const typing = this.#typing.get(connection.socket.id)
    if (typing && concerns(typing)) this.#share({ ...typing, typing: false })
    const present = this.#present.get(connection.socket.id)
    if (present && concerns(present)) this.#share({ ...present, gone: true })
  }

  /** Another node tells; never trusted to be well formed. */
  heard(told: unknown): void {
    const parsed = signal.safeParse(told)
    if (parsed.success) this.#note(parsed.data)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #share(told: Signal): void {
    this.#note(told)
    this.#options.tell(told)
  }

  #note(told: Signal): void {
    if (told.kind === 'presence') {
      if (told.gone) this.#present.end(told.entry.connectionId)
      else this.#present.renew(told.entry.connectionId, told)
    } else if (told.typing) {
      this.#typing.renew(told.connectionId, told)
    } else {
      this.#typing.end(told.connectionId)
    }
    this.#options.show(told)
  }

  #in(organizationId: string, teamId: string): PresenceEntry[] {
    return [...this.#present]
      .filter((one) => one.organizationId === organizationId && one.teamId === teamId)
      .map(({ entry }) => ({ ...entry, typing: this.#typing.get(entry.connectionId)?.teamId === teamId }))
  }

  #expire(): void {
    for (const told of this.#typing.expire()) this.#options.show({ ...told, typing: false })
    for (const told of this.#present.expire()) this.#options.show({ ...told, gone: true })
  }
}
