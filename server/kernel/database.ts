// The database: PostgreSQL by its URL, or the embedded PGlite in a folder; the same entities, migrations and roles on both.
import { setTimeout as sleep } from 'node:timers/promises'
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { CompiledQuery, type DatabaseConnection } from 'kysely'
import { createPostgreSqlTypeParsers, MikroORM, type EntityClass, type EntitySchema, type SqlEntityManager } from '@mikro-orm/sql'
import { PgliteDriver } from '@mikro-orm/pglite'
import { Migrator } from '@mikro-orm/migrations'
import { PostgreSqlDriver } from '@mikro-orm/postgresql'
import { Client, Pool, types, type PoolConfig } from 'pg'
import array from 'postgres-array'
import type { Logger } from './logger.ts'
import { PipeliningDialect } from './pipeline.ts'
import { APP_ROLE, SYSTEM_ROLE } from './tenancy.ts'
import { migrations } from '../migrations/index.ts'

const DEADLOCK = '40P01'
const MIGRATION_ATTEMPTS = 10

type Entities = (EntityClass<unknown> | EntitySchema)[]

export interface Database {
  readonly kind: 'postgres' | 'pglite'
  readonly orm: MikroORM
  readonly pglite?: PGlite
  readonly pool?: Pool
  close(): Promise<void>
}

export interface OpenOptions {
  entities: Entities
  logger: Logger
  /** PostgreSQL; without it the embedded database is opened. */
  url?: string
  /** A login that owns the tables; migrations use it. */
  ownerUrl?: string
  poolSize?: number
  /** A folder, or nothing for a database in memory. */
  dataDir?: string
  /** Files in memory in which a database stands already. */
  files?: PGliteOptions['fs']
}

/** Opens, migrates and returns the database. Throws when it cannot be reached or its login lacks what the roles need. */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  return options.url ? openPostgres(options, options.url) : openPglite(options)
}

async function openPostgres(options: OpenOptions, url: string): Promise<Database> {
  await migratePostgres(options, options.ownerUrl ?? url)
  const pool = new Pool(poolOptions(options, url))
  pool.on('error', (error) => options.logger.warn({ err: error }, 'idle database connection lost'))
  pool.on('connect', (client) => {
    client.on('error', (error) => options.logger.warn({ err: error }, 'database connection lost'))
  })
  const orm = await MikroORM.init({
    ...ormOptions(options), driver: PostgreSqlDriver, clientUrl: url, driverOptions: new PipeliningDialect(pool),
  })
  return { kind: 'postgres', orm, pool, close: () => orm.close(true) }
}

/**
 * Every connection starts as the app role, so that SQL which forgets the kernel sees no rows. Nothing is compiled: that pays for reports of
 * seconds, and costs a short question ten times its own time as soon as the planner thinks it large.
 */
function poolOptions(options: OpenOptions, url: string): PoolConfig {
  return {
    connectionString: url,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: 3000,
    options: `-c role=${APP_ROLE} -c jit=off`,
    pipeline: true,
    types: { getTypeParser: postgresParsers() },
  }
}

function postgresParsers(): typeof types.getTypeParser {
  const parsers = createPostgreSqlTypeParsers((text: string) => array.parse(text))
  return ((oid: number, format?: 'text' | 'binary') =>
    format !== 'binary' && parsers[oid] ? parsers[oid] : types.getTypeParser(oid, format as 'text')) as typeof types.getTypeParser
}

async function migratePostgres(options: OpenOptions, url: string): Promise<void> {
  const gate = new Client({ connectionString: url })
  await gate.connect()
  try {
    // Several nodes may start at once: one migrates, the others wait.
    await gate.query(`select pg_advisory_lock(hashtext('lockstep:migrations'))`)
    const orm = await MikroORM.init({ ...ormOptions(options), driver: PostgreSqlDriver, clientUrl: url })
    try {
      await migrateAmongOthers(orm, options.logger)
    } finally {
      await orm.close(true)
    }
  } finally {
    await gate.end()
  }
}

/** Nodes of the version before may be at work, in a deadlock with it: all is one transaction, so it is begun again. */
async function migrateAmongOthers(orm: MikroORM, logger: Logger): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await orm.migrator.up()
      return
    } catch (error) {
      if ((error as { code?: unknown }).code !== DEADLOCK || attempt === MIGRATION_ATTEMPTS) throw error
      logger.warn({ attempt }, 'the migration met a deadlock with other nodes and is begun again')
      await sleep(Math.random() * 500 * attempt)
    }
  }
}

/** What the login of a URL may do: `privileged` when it can bypass row-level security, `ready` when it may become the app role. */
export async function inspectLogin(url: string): Promise<{ name: string; privileged: boolean; version: number }> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string; privileged: boolean; version: number }>(
      `select rolname as name, rolsuper or rolbypassrls as privileged, current_setting('server_version_num')::int / 10000 as version
       from pg_roles where rolname = session_user`)
    return rows[0]!
  } finally {
    await client.end()
  }
}

/** What migrations ask of the embedded database beyond itself; it comes with its package. */
export const EXTENSIONS = { pg_trgm, btree_gin }

async function openPglite(options: OpenOptions): Promise<Database> {
  const pglite = await PGlite.create({
    dataDir: options.dataDir,
    fs: options.files,
    extensions: EXTENSIONS,
    parsers: createPostgreSqlTypeParsers((text: string) => array.parse(text)),
  })
  const orm = await MikroORM.init({
    ...ormOptions(options), driver: PgliteDriver, dbName: 'lockstep', driverOptions: { pglite },
  })
  await orm.migrator.up()
  return {
    kind: 'pglite', orm, pglite,
    close: async () => {
      await orm.close(true)
      await pglite.close()
    },
  }
}

/** On the embedded database the one connection becomes the app role after all set-up by the owner is done. */
export async function becomeApp(database: Database): Promise<void> {
  await database.pglite?.exec(`set role ${APP_ROLE}`)
}

function ormOptions({ entities, logger }: OpenOptions) {
  return {
    entities,
    colors: false,
    logger: (message: string) => logger.debug(message),
    extensions: [Migrator],
    autoJoinRefsForFilters: false,
    forceUtcTimezone: true,
    discovery: { warnWhenNoEntities: true },
    schemaGenerator: { ignoreRoutines: true },
    migrations: { migrationsList: migrations, snapshot: false, tableName: 'migrations' },
  }
}

/**
 * Runs one statement with `$1` parameters on the entity manager's own transaction. It is sent at once, in the order of calls: who sends
 * several must wait for all of them before using the entity manager otherwise. Throws outside of the kernel's transactions.
 */
export async function query<Row>(em: SqlEntityManager, sql: string, parameters: unknown[] = []): Promise<Row[]> {
  const connection = connections.get(em.getTransactionContext<object>() ?? em)
  if (!connection) throw new Error('Statements run inside a transaction of the kernel')
  return (await connection.executeQuery<Row>(CompiledQuery.raw(sql, parameters))).rows
}

const connections = new WeakMap<object, DatabaseConnection>()

/** The first thing in a transaction: finds its connection. Kysely's own way would queue its statements one after another. */
export async function useConnection(em: SqlEntityManager): Promise<void> {
  const connection = await em.getKysely<Record<never, never>>().getExecutor().provideConnection(async (own) => own)
  connections.set(em.getTransactionContext<object>()!, connection)
}

/** The last thing in a transaction: statements that come too late are refused, not run in the next one on this connection. */
export function leaveConnection(em: SqlEntityManager): void {
  connections.delete(em.getTransactionContext<object>()!)
}

export { APP_ROLE, SYSTEM_ROLE }
