// What the long form has done so far: kept in a file after each batch, so that it can be ended at any time.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

export interface Done {
  rounds: number
  faults: number
  /** The figures of each batch, as its test told them. */
  figures: string[]
  seconds: number
  /** Of the machine, before each batch; 1 is one busy core. */
  load: number[]
  on: string
}
export type State = Record<string, Done>

export const STATE_FILE = 'test-results/faults.json'

export function readState(): State {
  try {
    return JSON.parse(readFileSync(STATE_FILE, 'utf8')) as State
  } catch {
    return {}
  }
}

export function writeState(state: State): void {
  mkdirSync(dirname(STATE_FILE), { recursive: true })
  writeFileSync(STATE_FILE, `${JSON.stringify(state, null, 2)}\n`)
}
