// A Redis of the test's own, as a process that may be killed, frozen and started again empty.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { Redis } from 'ioredis'
import { freePort } from '../../operations/run.ts'
import { pause } from '../../realtime/support/client.ts'

export class RedisProcess {
  readonly port: number
  #child: ChildProcess | undefined

  private constructor(port: number) {
    this.port = port
  }

  static async start(): Promise<RedisProcess> {
    const redis = new RedisProcess(await freePort())
    await redis.start()
    return redis
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`
  }

  /** Nothing is kept on disk: it is empty each time. */
  async start(): Promise<void> {
    const place = ['--port', String(this.port), '--bind', '127.0.0.1', '--dir', tmpdir()]
    this.#child = spawn('redis-server', [...place, '--save', '', '--appendonly', 'no'], { stdio: 'ignore' })
    await this.#command((client) => client.ping())
  }

  async kill(): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }

  freeze = () => this.#child?.kill('SIGSTOP')
  thaw = () => this.#child?.kill('SIGCONT')

  /** Cuts the connections that listen, or all the others: one side of each node is back before the other. */
  async cut(which: 'pubsub' | 'normal'): Promise<void> {
    await this.#command((client) => client.call('CLIENT', 'KILL', 'TYPE', which, 'SKIPME', 'yes'))
  }

  async #command(action: (client: Redis) => Promise<unknown>): Promise<void> {
    const client = new Redis(this.url, { lazyConnect: true, retryStrategy: () => 50, maxRetriesPerRequest: null })
    client.on('error', () => {})
    try {
      await client.connect().catch(() => pause(50))
      await action(client)
    } finally {
      client.disconnect()
    }
  }
}
