// Runs a script of examples/ as its user would: a process of its own with its settings in the environment.
import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Person } from '../support/factories.ts'
import type { World } from '../support/world.ts'

const folder = new URL('../../examples/', import.meta.url)

export interface Running {
  readonly process: ChildProcess
  /** All that it printed so far. */
  output(): string
  /** Resolves when it has ended, with its exit code; null after a kill. */
  readonly ended: Promise<number | null>
}

export function runExample(script: string, args: string[], world: World, by: Person, settings: Record<string, string>): Running {
  const child = spawn(process.execPath, [fileURLToPath(new URL(script, folder)), ...args], {
    env: { PATH: process.env.PATH, LOCKSTEP_URL: world.url, LOCKSTEP_TOKEN: by.token, ...settings }, stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { output += chunk.toString() })
  return { process: child, output: () => output, ended: new Promise((resolve) => child.once('close', resolve)) }
}
