// `npm run cluster`: PostgreSQL, Redis, two nodes and a proxy as processes of this machine; Ctrl-C stops all of them.
// CLUSTER_DATABASE_URL and CLUSTER_REDIS_URL take running servers instead, PORT is the proxy's (3000).
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres, startRedis } from './cluster-services.ts'
import { Processes } from './processes.ts'
import { createProxy, type Node } from './proxy.ts'

const folder = mkdtempSync(join(tmpdir(), 'lockstep-cluster-'))
const processes = new Processes()
const secretKey = randomBytes(48).toString('base64url')

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(0))
processes.onUnexpectedExit = (name) => {
  console.error(`${name} ended; stopping the others.`)
  void stop(1)
}

try {
  const databaseUrl = process.env.CLUSTER_DATABASE_URL || await startPostgres(processes, folder)
  const redisUrl = process.env.CLUSTER_REDIS_URL || await startRedis(processes, folder)
  // One after the other: the first migrates.
  const nodes = [await startNode('node-1', databaseUrl, redisUrl), await startNode('node-2', databaseUrl, redisUrl)]
  const proxy = createProxy(nodes).listen(Number(process.env.PORT || 3000))
  proxy.once('error', (error) => {
    console.error(error.message)
    void stop(1)
  })
  proxy.once('listening', () => announce(nodes, (proxy.address() as AddressInfo).port))
} catch (error) {
  console.error((error as Error).message)
  await stop(1)
}

async function startNode(name: string, databaseUrl: string, redisUrl: string): Promise<Node> {
  const port = await processes.freePort()
  processes.start(name, process.execPath, [join(import.meta.dirname, '..', 'server', 'main.ts')], {
    env: {
      ...process.env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: join(folder, 'data'), DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl, SECRET_KEY: process.env.SECRET_KEY || secretKey, TRUST_PROXY: 'true',
      LOG_LEVEL: process.env.LOG_LEVEL || 'warn',
    },
  })
  await processes.until(name, async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok)
  return { name, port }
}

function announce(nodes: Node[], port: number): void {
  for (const node of nodes) console.log(`  ${node.name} at http://127.0.0.1:${node.port}`)
  console.log(`\n  Lockstep is ready on ${nodes.length} nodes at http://localhost:${port}\n`)
}

async function stop(code: number): Promise<void> {
  await processes.stopAll()
  rmSync(folder, { recursive: true, force: true })
  process.exit(code)
}
