// Hashing is slow on purpose: one job per core runs, a few wait, the rest are told to come back (503 with Retry-After).
import { availableParallelism } from 'node:os'
import { Problem } from '../../kernel/errors.ts'

const WAITING_PER_CORE = 8
const RETRY_SECONDS = 2

export type Enqueue = <T>(work: () => Promise<T>) => Promise<T>

/** A queue that runs `cores` jobs at once and lets at most 8 per core wait. */
export function createHashQueue(cores = availableParallelism()): Enqueue {
  const waiting: (() => void)[] = []
  let running = 0
  const turn = async () => {
    if (running < cores) {
      running += 1
      return
    }
    if (waiting.length >= cores * WAITING_PER_CORE) throw busy()
    await new Promise<void>((resolve) => waiting.push(resolve))
  }
  return async (work) => {
    await turn()
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}

const busy = () =>
  new Problem('unavailable', `Many people are signing in. Try again in ${RETRY_SECONDS} s.`, {
    headers: { 'Retry-After': String(RETRY_SECONDS) },
  })
