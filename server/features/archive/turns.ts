// How many archives come in at once on a node: one of an organization, so that nobody keeps others waiting by sending slowly, as far as the disk has room;
// and one after another of what arrived.
import { Problem } from '../../kernel/errors.ts'

const RETRY_SECONDS = 10

/** Of so many of the largest archives the disk of a node has to have room for; smaller ones count as what they say they are. */
const MOST_ARRIVING = 4

interface Arrival { organizationId: string; bytes: number; most: number; small: number }

const arriving = new Map<string, number>()

/**
 * Throws 429 while another archive of the same organization comes in, or while others together take the room. `bytes`: as long as it is, at most; `most`: as long as one may be;
 * `small`: one that says it is no longer comes in whatever others send, as one without files does, so that slow senders of large ones keep few from coming.
 */
export async function oneOf<T>({ organizationId, bytes, most, small }: Arrival, action: () => Promise<T>): Promise<T> {
  const others = [...arriving.values()].reduce((sum, one) => sum + one, 0)
  const isCrowded = bytes > small && others + Math.min(bytes, most) > MOST_ARRIVING * most
  if (arriving.has(organizationId) || isCrowded) {
    throw new Problem('rate_limited', `Another archive comes in. Try again in ${RETRY_SECONDS} s.`, { headers: { 'Retry-After': String(RETRY_SECONDS) } })
  }
  arriving.set(organizationId, Math.min(bytes, most))
  try {
    return await action()
  } finally {
    arriving.delete(organizationId)
  }
}

let last: Promise<unknown> = Promise.resolve()

/** Begins when those before are over: what is brought in is told at its end, so all of it is held until then. */
export async function inTurn<T>(action: () => Promise<T>): Promise<T> {
  const result = last.then(action)
  last = result.catch(() => {})
  return result
}
