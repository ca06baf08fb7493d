// The only way to the database: one transaction with role and organization set, rights read fresh, events appended last (RT6, RT7).
import { randomUUIDv7 } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { IsolationLevel, type SqlEntityManager } from '@mikro-orm/sql'
import type { StreamName } from '../../shared/streams.ts'
import type { Actor, Caller } from './actor.ts'
import { now } from './clock.ts'
import { APP_ROLE, leaveConnection, query, SYSTEM_ROLE, useConnection, type Database } from './database.ts'
import { notFound, Problem } from './errors.ts'
import { claim, keptAnswer, type StoredAnswer } from './idempotency.ts'
import type { Jobs } from './jobs.ts'
import type { Logger } from './logger.ts'
import type { Notice } from './notices.ts'
import { appendEvents, type CommittedStream } from './streams.ts'
import { together } from './together.ts'
import { Work } from './work.ts'

/** Loads who the caller is, in this transaction; throws Problem when the credential is not (or no longer) good. */
export type LoadActor = (em: SqlEntityManager, caller: Caller) => Promise<Actor>

export interface KernelOptions {
  database: Database
  loadActor: LoadActor
  /** Whether the actor may still have this earlier answer of theirs. */
  mayHearAgain: (actor: Actor, earlier: StoredAnswer) => boolean
  jobs: Jobs
  logger: Logger
  /** 32 bytes each: the first seals stored answers that hold secrets, all open them. */
  sealKeys: readonly Buffer[]
}

export interface Committed<T> { result: T; offsets: Record<string, number>; replayed: boolean }
interface TransactOptions { admit?: (actor: Actor) => void }

const RETRIED = new Set(['55P03', '40P01', '40001'])
const BUSY = new Set([
  '57014', '53300', '57P01', '57P02', '57P03', '25P03', '08006', '08003', '08001', '08004',
  'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN',
])
const ATTEMPTS = 3
/** Whoever has waited for a lock until now has waited long enough, and holds a connection that others wait for. */
const AGAIN_WITHIN_MS = 2000

export class Kernel {
  readonly database: Database
  readonly jobs: Jobs
  readonly logger: Logger
  readonly #options: KernelOptions
  readonly #listeners = new Set<(streams: CommittedStream[]) => void>()
  #notify: (notice: Notice) => void = () => {}

  constructor(options: KernelOptions) {
    this.#options = options
    this.database = options.database
    this.jobs = options.jobs
    this.logger = options.logger
  }

  /** Calls the listener after each commit on this node, with the events that it added. */
  onCommit(listener: (streams: CommittedStream[]) => void): void {
    this.#listeners.add(listener)
  }

  /** Whoever holds the connections takes the notices. */
  onNotice(take: (notice: Notice) => void): void {
    this.#notify = take
  }

  /** Tells a member's open connections at once, whatever becomes of a transaction that runs. */
  notify(notice: Notice): void {
    this.#notify(notice)
  }

  /**
   * Runs a write: loads the actor, claims the idempotency key, runs the action, appends its events, commits, wakes the relay.
   * Retried up to 3 times within 2 s on a lock timeout or deadlock, then 503.
   */
  async transact<T>(caller: Caller, action: (work: Work) => Promise<T>, options: TransactOptions = {}): Promise<Committed<T>> {
    const { committed, streams } = await this.#retrying(() => this.#attempt(caller, action, options))
    this.#tellCommit(streams)
    return committed
  }

  /** Runs a read; `snapshot` makes all its statements see one moment (RT17). */
  async read<T>(caller: Caller, action: (work: Work) => Promise<T>, options: TransactOptions & { snapshot?: boolean } = {}): Promise<T> {
    return this.#retrying(() => inTransaction(this.#forkApp(caller.organizationId), async (em) => {
      const work = new Work(em, await this.#actor(em, caller, options), caller, this.jobs, now())
      return action(work)
    }, options.snapshot ? IsolationLevel.REPEATABLE_READ : undefined))
  }

  /** Work across organizations or on global tables, as lockstep_system: sign-in, relay, jobs. Its grants are narrow. */
  async system<T>(action: (em: SqlEntityManager) => Promise<T>): Promise<T> {
    return this.#retrying(() => inTransaction(this.#fork({ role: SYSTEM_ROLE }), action))
  }

  async #attempt<T>(caller: Caller, action: (work: Work) => Promise<T>, options: TransactOptions): Promise<{ committed: Committed<T>; streams: CommittedStream[] }> {
    // The last statement leaves in one write with the commit, so its answer is read after it.
    let appended: Promise<CommittedStream[]> = Promise.resolve([])
    let discarded: { result: T } | undefined
    let sent: readonly Promise<unknown>[] = []
    let unnamed: ReadonlySet<StreamName> = new Set()
    const at = now()
    try {
      const done = await inTransaction(this.#forkApp(caller.organizationId), async (em): Promise<{ result: T } | { earlier: StoredAnswer }> => {
        const { actor, earlier } = await this.#begin(em, caller, options, at)
        if (earlier && !this.#options.mayHearAgain(actor, earlier)) throw notFound()
        if (earlier) return { earlier }
        const work = new Work(em, actor, caller, this.jobs, at)
        sent = work.sent
        unnamed = work.unnamed
        const result = await action(work)
        if (work.discarded) {
          discarded = { result }
          throw new Discarded()
        }
        await em.flush()
        const rights = { role: actor.role, ...(work.events.length === 0 && { teams: Object.keys(actor.teams) }) }
        const answer = caller.idempotency ? keptAnswer(actor, caller.idempotency, result, this.#options.sealKeys[0]!, rights) : null
        appended = appendEvents(em, work.author, work.events, work.texts, answer, [...unnamed])
        appended.catch(() => {})
        return { result }
      })
      await together(sent)
      const streams = await appended
      if ('earlier' in done) return { committed: { offsets: done.earlier.offsets, result: done.earlier.result as T, replayed: true }, streams }
      const offsets = Object.fromEntries(streams.filter(({ stream }) => !unnamed.has(stream)).map(({ stream, head }) => [stream, head]))
      return { committed: { result: done.result, offsets, replayed: false }, streams }
    } catch (error) {
      if (discarded && error instanceof Discarded) return { committed: { result: discarded.result, offsets: {}, replayed: false }, streams: [] }
      // Their own errors say more than that of the commit that they made impossible; the first one, most of all.
      await together([...sent, appended])
      throw error
    }
  }

  /** Who asks, and whether they asked before: of sessions, whose member is known, both leave in one write. */
  async #begin(em: SqlEntityManager, caller: Caller, options: TransactOptions, at: Date): Promise<{ actor: Actor; earlier: StoredAnswer | null }> {
    const { idempotency, credential, organizationId } = caller
    const claimOf = async ({ membershipId }: { membershipId: string }) =>
      (idempotency ? claim(em, { organizationId, membershipId }, idempotency, at, this.#options.sealKeys) : null)
    const asked = this.#actor(em, caller, options)
    if (credential.kind !== 'session') {
      const actor = await asked
      return { actor, earlier: await claimOf(actor) }
    }
    const [actor, earlier] = await together<[Actor, StoredAnswer | null]>([asked, claimOf(credential)])
    return { actor, earlier }
  }

  async #actor(em: SqlEntityManager, caller: Caller, options: TransactOptions): Promise<Actor> {
    const actor = await this.#options.loadActor(em, caller)
    options.admit?.(actor)
    return actor
  }

  /** What is committed stays so: a listener that fails is not the caller's fault. */
  #tellCommit(streams: CommittedStream[]): void {
    if (streams.length === 0) return
    for (const listener of this.#listeners) {
      try {
        listener(streams)
      } catch (error) {
        this.logger.error({ err: error }, 'a listener of commits failed')
      }
    }
  }

  #forkApp(organizationId: string): SqlEntityManager {
    const em = this.#fork({ role: APP_ROLE, 'app.organization': organizationId })
    em.setFilterParams('tenant', { organization: organizationId })
    return em
  }

  #fork(variables: Record<string, string>): SqlEntityManager {
    return this.database.orm.em.fork({
      session: { variables: { ...variables, lock_timeout: '2s', statement_timeout: '5s', idle_in_transaction_session_timeout: '10s' } },
    }) as SqlEntityManager
  }

  async #retrying<T>(attempt: () => Promise<T>): Promise<T> {
    const begun = performance.now()
    for (let tries = 1; ; tries += 1) {
      try {
        return await attempt()
      } catch (error) {
        const code = sqlState(error)
        if (code && RETRIED.has(code) && tries < ATTEMPTS && performance.now() - begun < AGAIN_WITHIN_MS) {
          await sleep(Math.random() * 50 * tries)
        } else if ((code && (RETRIED.has(code) || BUSY.has(code))) || isConnectionTrouble(error)) {
          throw new Problem('unavailable', 'The database is busy or restarting. Try again shortly.', { headers: { 'Retry-After': '1' }, cause: error })
        } else {
          throw error
        }
      }
    }
  }
}

class Discarded extends Error {}

/** Commits what the action did, once it is over: from then on none of its statements is sent, since the connection is others' soon. */
async function inTransaction<T>(fork: SqlEntityManager, action: (em: SqlEntityManager) => Promise<T>, isolationLevel?: IsolationLevel): Promise<T> {
  return fork.transactional(async (tx) => {
    const em = tx as SqlEntityManager
    await useConnection(em)
    try {
      return await action(em)
    } finally {
      leaveConnection(em)
    }
  }, { isolationLevel, clear: true })
}

/** The SQLSTATE of a database error, or the system's code of a connection that failed, however deep the drivers wrapped it. */
export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error) || error instanceof Problem) return undefined
  const code = (error as { code?: unknown }).code
  return typeof code === 'string' ? code : sqlState(error.cause)
}

const CONNECTION_TROUBLE = /timeout exceeded when trying to connect|Connection terminated|ECONNREFUSED|ECONNRESET|Client has encountered a connection error/

function isConnectionTrouble(error: unknown): boolean {
  return error instanceof Error && !(error instanceof Problem) && CONNECTION_TROUBLE.test(error.message)
}

/** For jobs and first rows: a caller without credential, of one organization. */
export function systemCaller(organizationId: string): Caller {
  return { organizationId, credential: { kind: 'system' }, traceId: randomUUIDv7() }
}

export { query }
