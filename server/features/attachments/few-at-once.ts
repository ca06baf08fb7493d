// Few uploads of an organization at once on this node: each holds room on the disk, and may take its time.
import { Problem } from '../../kernel/errors.ts'

const MOST_AT_ONCE = 6
const RETRY_SECONDS = 2

/** How many are under way, by organization. */
const underWay = new Map<string, number>()

/** Throws 429 while there are too many others. */
export async function fewAtOnce<T>(organizationId: string, upload: () => Promise<T>): Promise<T> {
  const others = underWay.get(organizationId) ?? 0
  if (others >= MOST_AT_ONCE) throw tooMany()
  underWay.set(organizationId, others + 1)
  try {
    return await upload()
  } finally {
    const left = underWay.get(organizationId)! - 1
    if (left > 0) underWay.set(organizationId, left)
    else underWay.delete(organizationId)
  }
}

const tooMany = () => new Problem('rate_limited', `At most ${MOST_AT_ONCE} files of an organization arrive at once. Try again in ${RETRY_SECONDS} s.`, {
  headers: { 'Retry-After': String(RETRY_SECONDS) },
})
