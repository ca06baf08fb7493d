// Work: what an action holds inside its transaction. It reads and writes by `em`, asks by `actor`, tells by `append`.
import { randomUUIDv7 } from 'node:crypto'
import type { SqlEntityManager } from '@mikro-orm/sql'
import type { z } from 'zod'
import type { EventDescription } from '../../shared/event.ts'
import { batchEvents } from '../../shared/features/streams.ts'
import type { StreamName } from '../../shared/streams.ts'
import type { Actor, Caller } from './actor.ts'
import { APP_ROLE, query, SYSTEM_ROLE } from './database.ts'
import type { JobData, JobName, Jobs } from './jobs.ts'
import { packBatch, pendingEvent, type BatchOperation, type EventText, type PendingEvent } from './streams.ts'

export class Work {
  readonly em: SqlEntityManager
  readonly actor: Actor
  /** The moment of this transaction: every time stamp that it writes. */
  readonly at: Date
  /** Ties together all events of one request. */
  readonly correlationId = randomUUIDv7()
  readonly traceId: string
  readonly events: PendingEvent[] = []
  readonly texts: EventText[] = []
  /** Statements that nobody waits for before the commit. */
  readonly sent: Promise<unknown>[] = []
  discarded = false
  /** The event that what is appended now takes back: batches name it. */
  undoOf: string | undefined
  /** Streams that its author cannot read: the answer does not name them. */
  readonly unnamed = new Set<StreamName>()
  #packing = false
  #signature: { membershipId: string; name: string } | null = null
  readonly #jobs: Jobs

  constructor(em: SqlEntityManager, actor: Actor, caller: Caller, jobs: Jobs, at: Date) {
    this.em = em
    this.actor = actor
    this.traceId = caller.traceId
    this.at = at
    this.#jobs = jobs
  }

  get organizationId(): string {
    return this.actor.organizationId
  }

  get author() {
    const { organizationId } = this.actor
    const { membershipId, name } = this.#signature ?? this.actor
    return { organizationId, membershipId: membershipId || null, name, correlationId: this.correlationId, at: this.at }
  }

  /** Names who is behind a transaction of the system caller once that is known: who registers, joins, signs out. */
  signAs({ id, name }: { id: string; name: string }): void {
    this.#signature = { membershipId: id, name }
  }

  /** Adds an event to a stream; it is written last, with the commit (RT6). Long texts inside are replaced by references. */
  append<D extends z.ZodType>(stream: StreamName, description: EventDescription<string, D>, data: z.input<D>): void {
    const event = pendingEvent(stream, description as unknown as EventDescription, data, this.texts)
    this.events.push(this.undoOf === undefined ? event : { ...event, undoOf: this.undoOf })
  }

  /** Packs all events that `action` appends into part events: a bulk change, import, copy or undo (RT2). A batch inside of one belongs to it. */
  async batch<T>(operation: BatchOperation, action: () => Promise<T>): Promise<T> {
    if (this.#packing) return action()
    const before = this.events.length
    this.#packing = true
    const result = await action().finally(() => { this.#packing = false })
    const own = this.events.splice(before)
    this.events.push(...packBatch(operation, batchEvents.batchApplied as unknown as EventDescription, own))
    return result
  }

  /**
   * Sends a statement whose answer nobody needs: it runs in its order and leaves with what is sent next. If it fails, so does the commit,
   * with its error. For rows that are locked and known to be there.
   */
  send(sql: string, parameters: unknown[]): void {
    const sent = query(this.em, sql, parameters)
    sent.catch(() => {})
    this.sent.push(sent)
  }

  /** Events go to a stream of which the answer says nothing: a consequence where its author cannot look. */
  keepFromAnswer(stream: StreamName): void {
    this.unnamed.add(stream)
  }

  /** Nothing of this transaction will be kept, though its result is answered (dry run). */
  discard(): void {
    this.discarded = true
  }

  /** Enqueues a job that runs after the commit, and only then. */
  async enqueue<N extends JobName>(name: N, data: JobData[N]): Promise<void> {
    await this.#jobs.enqueue(this.em, name, data, this.organizationId)
  }

  /** Statements on global tables (users, sessions) inside this transaction; `sql` has `$1` parameters. */
  async asSystem<T>(action: (sql: <Row>(text: string, parameters?: unknown[]) => Promise<Row[]>) => Promise<T>): Promise<T> {
    await this.em.flush()
    await this.#become(SYSTEM_ROLE)
    try {
      const result = await action((text, parameters) => query(this.em, text, parameters))
      await this.#become(APP_ROLE)
      return result
    } catch (error) {
      // After a statement that failed this fails too: the transaction is over then, and its role with it.
      await this.#become(APP_ROLE).catch(() => {})
      throw error
    }
  }

  async #become(role: string): Promise<void> {
    await query(this.em, `select set_config('role', $1, true) as role`, [role])
  }
}
