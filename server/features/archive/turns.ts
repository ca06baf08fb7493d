// How many archives come in at once on a node: one of an organization, so that nobody keeps others waiting by sending slowly; and one after another of what arrived.
import { Problem } from '../../kernel/errors.ts'

const RETRY_SECONDS = 10

const organizations = new Set<string>()

/** Throws 429 while another archive of the same organization comes in. */
export async function oneOf<T>(organizationId: string, action: () => Promise<T>): Promise<T> {
  if (organizations.has(organizationId)) throw new Problem('rate_limited', `Another archive comes in. Try again in ${RETRY_SECONDS} s.`, { headers: { 'Retry-After': String(RETRY_SECONDS) } })
  organizations.add(organizationId)
  try {
    return await action()
  } finally {
    organizations.delete(organizationId)
  }
}

let last: Promise<unknown> = Promise.resolve()

/** Begins when those before are over: what is brought in is told at its end, so all of it is held until then. */
export async function inTurn<T>(action: () => Promise<T>): Promise<T> {
  const result = last.then(action)
  last = result.catch(() => {})
  return result
}
