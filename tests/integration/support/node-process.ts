// A node as a process of its own, on a port that it keeps: killed and started again in the same place.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { freePort } from '../../operations/run.ts'
import { SETTINGS } from './nodes.ts'

/** The folder of these sources. */
export const ROOT = join(import.meta.dirname, '..', '..', '..')
const CACHE = join(ROOT, 'node_modules', '.cache', 'lockstep')

export interface Ended { code: number | null; signal: NodeJS.Signals | null }

export class NodeProcess {
  readonly url: string
  #settings: Record<string, string>
  readonly #folder = mkdtempSync(join(tmpdir(), 'lockstep-node-'))
  #child: ChildProcess | undefined
  #ended: Promise<Ended> | undefined

  #root = ROOT
  readonly #preload: string[]

  private constructor(port: number, settings: Record<string, string>, preload?: string) {
    this.#preload = preload ? ['--import', pathToFileURL(preload).href] : []
    this.url = `http://127.0.0.1:${port}`
    this.#settings = { ...SETTINGS, DATA_DIR: join(this.#folder, 'data'), ...settings, PORT: String(port) }
  }

  /** `preload` is a module that runs in the process before the server's own. */
  static async create(settings: Record<string, string> = {}, preload?: string): Promise<NodeProcess> {
    return new NodeProcess(await freePort(), settings, preload)
  }

  /** Whether it runs; a test that ends with a node gone has found a fault. */
  get running(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** Resolves when it is gone, whoever ended it. */
  get ended(): Promise<Ended> {
    return this.#ended!
  }

  /** Stands still as with a blocked event loop: the kernel takes bytes and connections, and nothing answers. */
  freeze = () => this.#child?.kill('SIGSTOP')
  thaw = () => this.#child?.kill('SIGCONT')

  /** From its next start on it has these settings too. */
  set(settings: Record<string, string>): void {
    this.#settings = { ...this.#settings, ...settings }
  }

  /** From its next start on it runs the sources in this folder: another release in the same place. */
  becomes(root: string): void {
    this.#root = root
  }

  /** Resolves when it answers requests; throws with what it said when it ends before. */
  async start(...options: string[]): Promise<void> {
    const child = spawn(process.execPath, [...this.#preload, join(this.#root, 'server', 'main.ts'), ...options], {
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
