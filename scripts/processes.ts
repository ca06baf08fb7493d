// Child processes that belong together: started in order, stopped in the opposite one.
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

const START_SECONDS = 60
const STOP_SECONDS = 15

interface Child {
  readonly name: string
  readonly process: ChildProcess
  readonly stopSignal: NodeJS.Signals
}

export class Processes {
  readonly #children: Child[] = []
  #stopping = false
  /** Called when one ends that nobody stopped. */
  onUnexpectedExit: (name: string) => void = () => {}

  start(name: string, file: string, args: string[], options: SpawnOptions & { stopSignal?: NodeJS.Signals } = {}): void {
    const { stopSignal = 'SIGTERM', ...rest } = options
    // A group of its own: Ctrl-C in the terminal reaches only the parent, which then stops them in order.
    const child = spawn(file, args, { stdio: ['ignore', 'ignore', 'inherit'], detached: true, ...rest })
    child.once('error', (error) => console.error(`${name}: ${error.message}`))
    child.once('exit', () => {
      if (!this.#stopping) this.onUnexpectedExit(name)
    })
    this.#children.push({ name, process: child, stopSignal })
  }

  /** Waits until `ready` answers true. Throws when that takes too long. */
  async until(name: string, ready: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + START_SECONDS * 1000
    while (Date.now() < end) {
      if (await ready().catch(() => false)) return
      await wait(100)
    }
    throw new Error(`${name} did not answer within ${START_SECONDS} s`)
  }

  async freePort(): Promise<number> {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    server.close()
    await once(server, 'close')
    return port
  }

  async stopAll(): Promise<void> {
    this.#stopping = true
    for (const child of this.#children.splice(0).reverse()) await stopOne(child)
  }
}

async function stopOne({ process: child, stopSignal }: Child): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(stopSignal)
  const hard = setTimeout(() => child.kill('SIGKILL'), STOP_SECONDS * 1000)
  await gone
  clearTimeout(hard)
}
