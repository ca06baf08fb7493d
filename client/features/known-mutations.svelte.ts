// The mutations that are there, by name: those of a board at once, those of an open task when their file has come. What is drawn follows.
import { backoff, type Waits } from '../lib/backoff.ts'
import { boardMutations } from './board/board.mutations.ts'
import type { Mutation } from './mutation.ts'

type Known = Readonly<Record<string, Mutation<unknown> | undefined>>

let known = $state.raw<Known>(boardMutations as unknown as Known)

export const knownMutation = (name: string): Mutation<unknown> | undefined => known[name]

/** The file of the late ones tells what it has. */
export function learn(mutations: object): void {
  known = { ...known, ...mutations as Known }
}

/** Of a change that was kept. A file that cannot be had says nothing about the change: it is asked for until it is there. */
export async function laterMutation(name: string, waits: Waits, signal: AbortSignal): Promise<Mutation<unknown> | undefined> {
  for (let attempt = 1; ; attempt++) {
    const isThere = await import('./late-mutations.ts').then(() => true, () => false)
    if (isThere) return known[name]
    await waits.wait(backoff(attempt), signal)
  }
}
