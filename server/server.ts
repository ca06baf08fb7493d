// A whole server: settings -> database -> jobs -> kernel -> app + sockets. Started by main.ts and by each test's world.
import { mkdirSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { Redis } from 'ioredis'
import { createApp } from './app.ts'
import { ConfigError, type Config } from './config.ts'
import { entities, jobHandlers, routesOf } from './features/index.ts'
import { Notifier } from './features/notifications/notifier.ts'
import { notingTokenUse } from './features/tokens/last-used.ts'
import { createAuthenticate } from './http/authenticate.ts'
import type { BodyTimes } from './http/body.ts'
import { drainOf } from './http/drain.ts'
import { createLimits } from './http/limits.ts'
import { eventsAppended, exposeByLabel, exposeGauges, observeDelivery } from './http/metrics.ts'
import { becomeApp, inspectLogin, openDatabase, query, type Database, type OpenOptions } from './kernel/database.ts'
import { Jobs } from './kernel/jobs.ts'
import { openFileStore } from './kernel/file-store.ts'
import { acquireLock, type Lock } from './kernel/lock-file.ts'
import { createLogger, type Logger } from './kernel/logger.ts'
import { renewEpochs } from './kernel/restored.ts'
import { acceptedKeys, secretsOf } from './kernel/secrets.ts'
import { Kernel } from './kernel/transact.ts'
import { loadActor } from './policy/access.ts'
import { canReadStream, mayHearAgain } from './policy/policy.ts'
import { asyncapi } from './realtime/asyncapi.ts'
import { startRealtime, type Realtime } from './realtime/realtime.ts'

const LONGEST_REQUEST_MS = 30 * 60 * 1000
/** Longer than proxies and clients keep a connection that nothing goes over, so that none sends a request into one that is being closed here. */
const KEPT_ALIVE_MS = 130_000

export interface RunningServer {
  readonly port: number
  readonly url: string
  readonly kernel: Kernel
  readonly realtime: Realtime
  readonly notifier: Notifier
  /** Stops taking requests, ends sockets and jobs, closes the database. */
  close(): Promise<void>
}

interface StartOptions {
  /** Starts a database in memory, an empty one or the one that stands in these files, instead of opening DATA_DIR. */
  memory?: Exclude<OpenOptions['files'], undefined> | true
  logger?: Logger
  /** The database was put back to an earlier time: all clients have to start over. */
  restored?: boolean
  /** Whether members are told of events as they happen; else only when the notifier is asked to. */
  notify?: boolean
  /** Within which requests' bodies have to arrive. */
  bodyTimes?: BodyTimes
}

/** Starts everything and resolves when requests are answered. Throws ConfigError on a setting that does not fit the database. */
export async function startServer(config: Config, options: StartOptions = {}): Promise<RunningServer> {
  const logger = options.logger ?? createLogger(config.LOG_LEVEL)
  const embedded = config.DATABASE_URL === undefined
  const lock = embedded && !options.memory ? lockDataDir(config.DATA_DIR) : undefined
  try {
    const database = await open(config, options, logger)
    return await run(config, database, logger, lock, options).catch(async (error: unknown) => {
      await database.close().catch(() => undefined)
      throw error
    })
  } catch (error) {
    lock?.release()
    throw error
  }
}

function lockDataDir(dataDir: string): Lock {
  mkdirSync(dataDir, { recursive: true })
  return acquireLock(dataDir)
}

async function open(config: Config, { memory }: StartOptions, logger: Logger): Promise<Database> {
  if (config.DATABASE_URL) await refusePrivilegedLogin(config, config.DATABASE_URL, logger)
  return openDatabase({
    entities, logger, url: config.DATABASE_URL, ownerUrl: config.DATABASE_OWNER_URL, poolSize: config.DATABASE_POOL,
    dataDir: memory ? undefined : join(config.DATA_DIR, 'database'), files: memory === true ? undefined : memory,
  })
}

async function refusePrivilegedLogin(config: Config, url: string, logger: Logger): Promise<void> {
  const login = await inspectLogin(url)
  if (login.version < 15) throw new ConfigError('DATABASE_URL', `points at PostgreSQL ${login.version}; 15 or newer is needed`)
  if (!login.privileged) return
  const words = `signs in as "${login.name}", which can bypass row-level security. Use an ordinary owner (docs/operations.md)`
  if (config.NODE_ENV === 'production' && !config.ALLOW_PRIVILEGED_DATABASE_LOGIN) {
    throw new ConfigError('DATABASE_URL', `${words}, or say ALLOW_PRIVILEGED_DATABASE_LOGIN=true`)
  }
  logger.warn(`DATABASE_URL ${words}.`)
}

async function run(config: Config, database: Database, logger: Logger, lock?: Lock, { restored, bodyTimes, notify = true }: StartOptions = {}): Promise<RunningServer> {
  const secrets = secretsOf(config)
  const sealKeys = acceptedKeys(secrets, 'seal')
  const jobs = await Jobs.start(database, config.DATABASE_OWNER_URL ?? config.DATABASE_URL, logger, sealKeys)
  await becomeApp(database)
  const kernel: Kernel = new Kernel({
    database, loadActor: notingTokenUse(loadActor, () => kernel, logger), mayHearAgain, jobs, logger, sealKeys,
  })
  if (restored) await renewEpochs(kernel)
  const redis = config.REDIS_URL ? connectRedis(config.REDIS_URL, logger) : undefined
  const limits = createLimits(config.LIMITS === 'on', redis)
  const authenticate = createAuthenticate({ secrets })
  const files = openFileStore(config.FILES_URL, config.DATA_DIR)
  const dependencies = { kernel, config, files, secrets, limits }
  let stopping = false
  const app = createApp({
    kernel, authenticate, limits, logger, routes: routesOf(dependencies), trustProxy: config.TRUST_PROXY, asyncapi, bodyTimes,
    publicUrl: config.PUBLIC_URL, https: config.PUBLIC_URL?.startsWith('https:') ?? false,
    health: { stopping: () => stopping, redisAway: () => (redis ? realtime.redisAway() : undefined), database: () => kernel.system(async (em) => void await query(em, 'select 1 as one')) },
  })
  const http = createAdaptorServer({ fetch: app.fetch, createServer }) as Server
  // A file of the largest size takes its time on a slow line (http/body.ts hurries all others); headers still have to come within a minute.
  http.requestTimeout = LONGEST_REQUEST_MS
  http.keepAliveTimeout = KEPT_ALIVE_MS
  const drain = drainOf(http)
  const realtime: Realtime = await startRealtime({
    delivered: observeDelivery,
    kernel, httpServer: http, authenticate, canReadStream, redisUrl: config.REDIS_URL, limits: config.LIMITS === 'on', logger,
    publicOrigins: config.PUBLIC_URL ? [new URL(config.PUBLIC_URL).origin] : [],
  })
  kernel.onCommit((streams) => eventsAppended.inc(streams.reduce((sum, { events }) => sum + events.length, 0)))
  exposeGauges('realtime', () => realtime.metrics())
  exposeByLabel('lockstep_jobs', 'Jobs by queue and state', 'queue', () => jobs.depth())
  exposeByLabel('lockstep_database_connections', 'Connections of the pool, and who waits for one', 'state', () => connectionsOf(database))
  await jobs.work(jobHandlers(dependencies))
  const notifier = new Notifier(kernel, logger)
  exposeGauges('notifications', () => notifier.metrics())
  if (notify) notifier.start()
  const port = await listenOn(http, config)
  return {
    port, kernel, realtime, notifier, url: config.PUBLIC_URL ?? `http://${config.HOST === '0.0.0.0' ? 'localhost' : config.HOST}:${port}`,
    close: async () => {
      stopping = true
      await realtime.close()
      await drain()
      await notifier.stop()
      await jobs.stop()
      redis?.disconnect()
      await database.close()
      lock?.release()
    },
  }
}

/** The embedded database is one connection and has no pool. */
function connectionsOf({ pool }: Database): Record<string, number> {
  return pool ? { busy: pool.totalCount - pool.idleCount, idle: pool.idleCount, waiting: pool.waitingCount } : {}
}

/** Last of all, so that whoever gets in finds everything there. Resolves with the port. */
function listenOn(http: Server, config: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen(config.PORT, config.HOST, () => resolve((http.address() as AddressInfo).port))
  })
}

/** Counts requests: they must not wait for a Redis that is away or stands still, so what is on its way to it fails at once. */
function connectRedis(url: string, logger: Logger): Redis {
  const redis = new Redis(url, { maxRetriesPerRequest: 0, connectTimeout: 2000, socketTimeout: 500, retryStrategy: () => 250 })
  redis.on('error', (error: Error) => logger.warn({ err: error }, 'redis'))
  return redis
}
