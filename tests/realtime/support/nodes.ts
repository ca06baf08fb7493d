// Nodes of the realtime side over one database, each with a kernel, a relay and a port of its own: a cluster in one process.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, inject } from 'vitest'
import { entities } from '../../../server/features/index.ts'
import type { Caller } from '../../../server/kernel/actor.ts'
import { becomeApp, openDatabase, type Database } from '../../../server/kernel/database.ts'
import { Problem } from '../../../server/kernel/errors.ts'
import { Jobs } from '../../../server/kernel/jobs.ts'
import { createLogger } from '../../../server/kernel/logger.ts'
import { Kernel } from '../../../server/kernel/transact.ts'
import { loadActor } from '../../../server/policy/access.ts'
import { canReadStream, mayHearAgain } from '../../../server/policy/policy.ts'
import { startRealtime, type Realtime, type RealtimeOptions } from '../../../server/realtime/realtime.ts'
import { TemplateFiles } from '../../support/embedded-template.ts'
import { freshDatabase, type Backend } from '../../support/world.ts'

export interface Node { kernel: Kernel; realtime: Realtime; url: string; http: Server; close(): Promise<void> }
type NodeOptions = Partial<Pick<RealtimeOptions, 'redisUrl' | 'publicOrigins' | 'limits' | 'sweepMs' | 'timings'>>

export interface Cluster {
  /** A node that is not listened to: its commits are another's to find. */
  readonly writer: Kernel
  start(options?: NodeOptions): Promise<Node>
}

const logger = createLogger(process.env.TEST_LOG_LEVEL ?? 'silent')

let backend: Backend = 'pglite'

/** What the clusters of this file run on from now on, unless it is the database in memory. */
export function runOn(chosen: Backend): void {
  backend = chosen
}

/** One database for a test file, and as many nodes as its tests start; all end with the file. */
export function useCluster(): Cluster {
  let database: Database | undefined
  let jobs: Jobs | undefined
  let place: { url: string; drop: () => Promise<void> } | undefined
  const started: Node[] = []
  const makeKernel = () => new Kernel({ database: database!, loadActor, mayHearAgain, jobs: jobs!, logger, sealKeys: [Buffer.alloc(32, 7)] })
  beforeAll(async () => {
    place = backend === 'postgres' ? await freshDatabase(inject('databaseTemplate')) : undefined
    database = await openDatabase(place
      ? { entities, logger, url: place.url, poolSize: 20 }
      : { entities, logger, files: new TemplateFiles(inject('databaseDump')) })
    jobs = await Jobs.start(database, place?.url, logger, [Buffer.alloc(32, 7)])
    await becomeApp(database)
  }, 60_000)
  afterAll(async () => {
    for (const node of started) await node.close()
    await jobs?.stop()
    await database?.close()
    await place?.drop()
    backend = 'pglite'
  }, 30_000)
  return {
    get writer() { return makeKernel() },
    async start(options = {}) {
      const node = await startNode(makeKernel(), options)
      started.push(node)
      return node
    },
  }
}

async function startNode(kernel: Kernel, options: NodeOptions): Promise<Node> {
  const http = createServer((_, response) => response.writeHead(404).end())
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const realtime = await startRealtime({
    kernel, httpServer: http, authenticate, canReadStream, publicOrigins: [], limits: false, logger, sweepMs: 100, ...options,
  })
  let closed = false
  return {
    kernel, realtime, http, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    close: async () => {
      if (closed) return
      closed = true
      await realtime.close()
      await new Promise((resolve) => { http.close(resolve) })
    },
  }
}

export interface TokenContent { organizationId: string; membershipId: string; sessionId: string; userId: string; expiresAt: number }

/** Tokens here are JSON: what signs them is not what these tests are about. */
export const tokenOf = (content: TokenContent) => JSON.stringify(content)

async function authenticate(token: string, traceId: string): Promise<{ caller: Caller; expiresAt: number }> {
  try {
    const { organizationId, membershipId, sessionId, userId, expiresAt } = JSON.parse(token) as TokenContent
    return { caller: { organizationId, credential: { kind: 'session', sessionId, userId, membershipId }, traceId }, expiresAt }
  } catch {
    throw new Problem('unauthenticated')
  }
}
