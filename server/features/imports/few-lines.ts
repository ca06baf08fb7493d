// Few files of lines at once on this node, and fewer of an organization: what a file brings is held until all of it is written.
import { Problem } from '../../kernel/errors.ts'

const MOST = 8
const MOST_OF_ORGANIZATION = 2
const RETRY_SECONDS = 5

/** Whose are under way; an organization stands here once for each. */
const underWay: string[] = []

/** Throws 429 while there are too many others. */
export async function fewLines<T>(organizationId: string, bring: () => Promise<T>): Promise<T> {
  const own = underWay.filter((id) => id === organizationId).length
  if (underWay.length >= MOST || own >= MOST_OF_ORGANIZATION) {
    throw new Problem('rate_limited', `Other files of lines come in. Try again in ${RETRY_SECONDS} s.`, { headers: { 'Retry-After': String(RETRY_SECONDS) } })
  }
  underWay.push(organizationId)
  try {
    return await bring()
  } finally {
    underWay.splice(underWay.indexOf(organizationId), 1)
  }
}
