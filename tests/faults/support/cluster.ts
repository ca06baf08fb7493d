// Nodes as processes over one PostgreSQL and one Redis, with a company that works on them.
import { teamStream, type StreamName } from '../../../shared/streams.ts'
import { NodeProcess } from '../../integration/support/node-process.ts'
import { aCompany } from '../../support/factories.ts'
import { freshDatabase, type World } from '../../support/world.ts'

export type Company = Awaited<ReturnType<typeof aCompany>>

export interface Cluster {
  readonly nodes: NodeProcess[]
  readonly urls: string[]
  readonly company: Company
  readonly stream: StreamName
  /** Kills what is left; the test's own services are the caller's to end. */
  stop(): Promise<void>
}

interface ClusterOptions {
  count?: number
  databaseUrl?: string
  redisUrl?: string
  settings?: Record<string, string>
  /** Modules that run in the processes before the server's own, by the node's index. */
  preloads?: Record<number, string>
  /** The sources that the nodes run, if not these. */
  root?: string
}

/** Starts them all; the company is made at the first. */
export async function startCluster({ count = 2, databaseUrl, redisUrl, settings = {}, preloads = {}, root }: ClusterOptions): Promise<Cluster> {
  const place = databaseUrl ? undefined : await freshDatabase()
  const all = { DATABASE_URL: databaseUrl ?? place!.url, ...(redisUrl && { REDIS_URL: redisUrl }), ...settings }
  const nodes: NodeProcess[] = []
  for (let index = 0; index < count; index += 1) nodes.push(await NodeProcess.create(all, preloads[index]))
  if (root) for (const node of nodes) node.becomes(root)
  await Promise.all(nodes.map((node) => node.start()))
  const urls = nodes.map(({ url }) => url)
  const company = await aCompany({ url: urls[0]! } as World)
  return {
    nodes, urls, company, stream: teamStream(company.team.id),
    async stop() {
      for (const node of nodes) await node.remove()
      await place?.drop()
    },
  }
}
