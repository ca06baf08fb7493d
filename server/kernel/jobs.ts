// Jobs: work that leaves the process or runs later, enqueued inside the action's transaction (pg-boss, schema `jobs`).
import type { SqlEntityManager } from '@mikro-orm/sql'
import { fromKysely, fromPglite, PgBoss, type JobResult } from 'pg-boss'
import type { LetterLanguage } from '../../shared/features/letters.ts'
import { APP_ROLE, SYSTEM_ROLE, type Database } from './database.ts'
import type { Logger } from './logger.ts'
import { seal, unseal } from './seal.ts'

/** Every job of the product and what it is given. */
export interface JobData {
  'files.sweep': Record<string, never>
  'letters.write': Record<string, never>
  /** `oneClick`: the address that ends letters of this kind (RFC 8058). */
  'mail.send': { to: string; subject: string; text: string; oneClick?: string }
  /** After somebody was erased. No word of who they were. */
  'members.redact': { organizationId: string; memberId: string }
  'members.redact_settled': Record<string, never>
  'notifications.mornings': Record<string, never>
  'organizations.purge': Record<string, never>
  /** Asked for by anybody, of an account that there may be. */
  'passwords.reset': { email: string; language: LetterLanguage | null }
  'profile.spread': { userId: string; exceptOrganizationId: string }
  'tasks.repeat': Record<string, never>
  'trash.purge': Record<string, never>
  'upkeep.purge': Record<string, never>
}
export type JobName = keyof JobData
/** `of`: the organization, by which its jobs are found when it is deleted. Jobs of earlier versions have none. */
interface Sealed { sealed: string; of?: string }
export type JobHandlers = { [N in JobName]: (data: JobData[N]) => Promise<void> }

/** `sealed`: its data hold secrets, which stay in the table for days after the work. */
const QUEUES: Record<JobName, { cron?: string; sealed?: true }> = {
  'files.sweep': { cron: '47 * * * *' },
  'letters.write': { cron: '* * * * *' },
  'mail.send': { sealed: true },
  'members.redact': {},
  'members.redact_settled': { cron: '*/5 * * * *' },
  'notifications.mornings': { cron: '*/5 * * * *' },
  'organizations.purge': { cron: '* * * * *' },
  'passwords.reset': { sealed: true },
  'profile.spread': {},
  'tasks.repeat': { cron: '*/5 * * * *' },
  'trash.purge': { cron: '37 * * * *' },
  'upkeep.purge': { cron: '17 * * * *' },
}
const SCHEMA = 'jobs'
const DEPTHS = ['created', 'retry', 'active', 'failed']
const RETRIES = { retryLimit: 8, retryBackoff: true, retryDelay: 2 }

export class Jobs {
  readonly #boss: PgBoss
  readonly #pollSeconds: number
  readonly #logger: Logger
  readonly #sealKeys: readonly Buffer[]

  private constructor(boss: PgBoss, pollSeconds: number, logger: Logger, sealKeys: readonly Buffer[]) {
    this.#boss = boss
    this.#pollSeconds = pollSeconds
    this.#logger = logger
    this.#sealKeys = sealKeys
  }

  /** Starts the queues. `ownerUrl` is the login that makes and runs the schema on PostgreSQL; the first of the keys seals, all open. */
  static async start(database: Database, ownerUrl: string | undefined, logger: Logger, sealKeys: readonly Buffer[]): Promise<Jobs> {
    const boss = database.pglite
      ? new PgBoss({ db: fromPglite(database.pglite), backend: 'pglite', schema: SCHEMA })
      : new PgBoss({ connectionString: ownerUrl, schema: SCHEMA, max: 3, application_name: 'lockstep-jobs' })
    boss.on('error', (error) => logger.warn({ err: error }, 'jobs'))
    await boss.start()
    for (const name of Object.keys(QUEUES) as JobName[]) await boss.createQueue(name, RETRIES)
    await grantToRoles(boss, database.pglite !== undefined)
    return new Jobs(boss, database.pglite ? 2 : 0.5, logger, sealKeys)
  }

  /** Begins to work: one worker a queue on this node, and the timed ones. */
  async work(handlers: JobHandlers): Promise<void> {
    for (const name of Object.keys(QUEUES) as JobName[]) await this.#workOne(name, handlers)
  }

  async #workOne<N extends JobName>(name: N, handlers: JobHandlers): Promise<void> {
    // Each job of a batch stands for itself: one that fails must not have the others, which are done, run again.
    const options = { pollingIntervalSeconds: this.#pollSeconds, batchSize: 10, perJobResults: true as const }
    await this.#boss.work<JobData[N] | Sealed>(name, options, async (jobs) => {
      const results: JobResult[] = []
      for (const { id, data } of jobs) results.push(await this.#run(name, id, () => handlers[name](this.#opened(data))))
      return results
    })
    const { cron } = QUEUES[name]
    if (cron) await this.#boss.schedule(name, cron)
  }

  async #run(name: JobName, id: string, handle: () => Promise<void>): Promise<JobResult> {
    try {
      await handle()
      return { id, status: 'completed' }
    } catch (error) {
      this.#logger.warn({ err: error, job: name, id }, 'a job failed')
      return { id, status: 'failed', output: { message: error instanceof Error ? error.message : String(error) } }
    }
  }

  /** Adds a job, of an organization or of none, to the transaction of `em`: it exists when that commits. */
  async enqueue<N extends JobName>(em: SqlEntityManager, name: N, data: JobData[N], organizationId?: string): Promise<void> {
    await this.#boss.send(name, QUEUES[name].sealed ? { sealed: seal(JSON.stringify(data), this.#sealKeys[0]!), ...(organizationId && { of: organizationId }) } satisfies Sealed : data, { db: fromKysely(em.getKysely<Record<never, never>>()) })
  }

  /** Those of the version before are not sealed; timed ones carry nothing. */
  #opened<N extends JobName>(data: JobData[N] | Sealed | null): JobData[N] {
    if (data === null) return {} as JobData[N]
    return 'sealed' in data ? JSON.parse(unseal(data.sealed, this.#sealKeys)) as JobData[N] : data
  }

  /** How many jobs wait, run, or were given up, by queue and state: `mail.send created`. Queues with none are 0. */
  async depth(): Promise<Record<string, number>> {
    const { rows } = await this.#boss.getDb().executeSql(`select name, state::text, count(*)::int from ${SCHEMA}.job
      where state in (${DEPTHS.map((state) => `'${state}'`).join(', ')}) group by 1, 2`) as { rows: { name: string; state: string; count: number }[] }
    const none = Object.keys(QUEUES).flatMap((name) => DEPTHS.map((state) => [`${name} ${state}`, 0]))
    const found = rows.filter(({ name }) => name in QUEUES).map(({ name, state, count }) => [`${name} ${state}`, count])
    return Object.fromEntries([...none, ...found]) as Record<string, number>
  }

  /** Forgets what waits, runs or was done for an organization, and no job of another that names it. */
  async forget(organizationId: string): Promise<void> {
    await this.#boss.getDb().executeSql(`delete from ${SCHEMA}.job where data->>'of' = $1 or data->>'organizationId' = $1`, [organizationId])
  }

  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: 5000 })
  }
}

/**
 * Both roles may enqueue and nothing else: jobs belong to no organization, so they must not read them.
 * On the embedded database, which is one connection, it is also who works.
 */
async function grantToRoles(boss: PgBoss, embedded: boolean): Promise<void> {
  const grants = embedded
    ? ['select, insert, update, delete on all tables in schema jobs', 'usage on all sequences in schema jobs']
    : ['insert, select (id) on jobs.job, jobs.job_common', 'select on jobs.queue']
  const statements = ['usage on schema jobs', 'execute on all functions in schema jobs', ...grants].map((grant) => `grant ${grant} to ${APP_ROLE}, ${SYSTEM_ROLE};`)
  // Nodes that start at once would change the same rows of the catalogue: one after another.
  await boss.getDb().executeSql(`do $$ begin
    perform pg_advisory_xact_lock(hashtext('lockstep:job-grants'));
    ${statements.join('\n    ')}
  end $$`)
}
