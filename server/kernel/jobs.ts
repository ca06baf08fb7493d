// Jobs: work that leaves the process or runs later, enqueued inside the action's transaction (pg-boss, schema `jobs`).
import type { SqlEntityManager } from '@mikro-orm/sql'
import { fromKysely, fromPglite, PgBoss } from 'pg-boss'
import { APP_ROLE, type Database } from './database.ts'
import type { Logger } from './logger.ts'

/** Every job of the product and what it is given. */
export interface JobData {
  'mail.send': { to: string; subject: string; text: string }
  'profile.spread': { userId: string; exceptOrganizationId: string }
  'upkeep.purge': Record<string, never>
}
export type JobName = keyof JobData
export type JobHandlers = { [N in JobName]: (data: JobData[N]) => Promise<void> }

const QUEUES: Record<JobName, { cron?: string }> = {
  'mail.send': {},
  'profile.spread': {},
  'upkeep.purge': { cron: '17 * * * *' },
}
const SCHEMA = 'jobs'
const RETRIES = { retryLimit: 8, retryBackoff: true, retryDelay: 2 }

export class Jobs {
  readonly #boss: PgBoss
  readonly #pollSeconds: number

  private constructor(boss: PgBoss, pollSeconds: number) {
    this.#boss = boss
    this.#pollSeconds = pollSeconds
  }

  /** Starts the queues. `ownerUrl` is the login that makes and runs the schema on PostgreSQL. */
  static async start(database: Database, ownerUrl: string | undefined, logger: Logger): Promise<Jobs> {
    const boss = database.pglite
      ? new PgBoss({ db: fromPglite(database.pglite), backend: 'pglite', schema: SCHEMA })
      : new PgBoss({ connectionString: ownerUrl, schema: SCHEMA, max: 3, application_name: 'lockstep-jobs' })
    boss.on('error', (error) => logger.warn({ err: error }, 'jobs'))
    await boss.start()
    for (const name of Object.keys(QUEUES) as JobName[]) await boss.createQueue(name, RETRIES)
    await grantToApp(boss, database.pglite !== undefined)
    return new Jobs(boss, database.pglite ? 2 : 0.5)
  }

  /** Begins to work: one worker a queue on this node, and the timed ones. */
  async work(handlers: JobHandlers): Promise<void> {
    for (const name of Object.keys(QUEUES) as JobName[]) await this.#workOne(name, handlers)
  }

  async #workOne<N extends JobName>(name: N, handlers: JobHandlers): Promise<void> {
    await this.#boss.work<JobData[N]>(name, { pollingIntervalSeconds: this.#pollSeconds, batchSize: 10 }, async (jobs) => {
      for (const job of jobs) await handlers[name](job.data)
    })
    const { cron } = QUEUES[name]
    if (cron) await this.#boss.schedule(name, cron)
  }

  /** Adds a job to the transaction of `em`: it exists when that commits. */
  async enqueue<N extends JobName>(em: SqlEntityManager, name: N, data: JobData[N]): Promise<void> {
    await this.#boss.send(name, data, { db: fromKysely(em.getKysely<Record<never, never>>()) })
  }

  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: 5000 })
  }
}

/**
 * The app role may enqueue and nothing else: jobs belong to no organization, so it must not read them.
 * On the embedded database, which is one connection, it is also who works.
 */
async function grantToApp(boss: PgBoss, embedded: boolean): Promise<void> {
  const grants = embedded
    ? ['select, insert, update, delete on all tables in schema jobs', 'usage on all sequences in schema jobs']
    : ['insert, select (id) on jobs.job, jobs.job_common', 'select on jobs.queue']
  for (const grant of ['usage on schema jobs', 'execute on all functions in schema jobs', ...grants]) {
    await boss.getDb().executeSql(`grant ${grant} to ${APP_ROLE}`)
  }
}
