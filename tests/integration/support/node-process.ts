// A node as a process of its own, on a port that it keeps: killed and started again in the same place.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../operations/run.ts'
import { SETTINGS } from './nodes.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const CACHE = join(ROOT, 'node_modules', '.cache', 'lockstep')

export interface Ended { code: number | null; signal: NodeJS.Signals | null }

export class NodeProcess {
  readonly url: string
  readonly #settings: Record<string, string>
  readonly #folder = mkdtempSync(join(tmpdir(), 'lockstep-node-'))
  #child: ChildProcess | undefined
  #ended: Promise<Ended> | undefined

  private constructor(port: number, settings: Record<string, string>) {
    this.url = `http://127.0.0.1:${port}`
    this.#settings = { ...SETTINGS, DATA_DIR: join(this.#folder, 'data'), ...settings, PORT: String(port) }
  }

  static async create(settings: Record<string, string> = {}): Promise<NodeProcess> {
    return new NodeProcess(await freePort(), settings)
  }

  /** Resolves when it answers requests; throws with what it said when it ends before. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [join(ROOT, 'server', 'main.ts')], {
      stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: CACHE, ...this.#settings },
    })
    this.#child = child
    this.#ended = once(child, 'close').then(([code, signal]) => ({ code, signal }) as Ended)
    let output = ''
    await new Promise<void>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk: Buffer) => {
          output += chunk.toString()
          if (output.includes('ready at http')) resolve()
        })
      }
      void this.#ended!.then(() => reject(new Error(`It ended before it was ready: ${output}`)))
    })
  }

  /** Resolves when it is gone. */
  async end(signal: NodeJS.Signals): Promise<Ended> {
    this.#child!.kill(signal)
    return this.#ended!
  }

  /** Kills what is left and forgets its data. */
  async remove(): Promise<void> {
    if (this.#child) await this.end('SIGKILL')
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
