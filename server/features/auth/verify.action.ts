// Whether an access or API token is good now: its signature or hash, its session, its member.
import type { Caller } from '../../kernel/actor.ts'
import type { Kernel } from '../../kernel/transact.ts'
import { ApiToken } from '../tokens/api-token.entity.ts'

interface Read {
  caller: Caller
  expiresAt: number | null
}

/** When the token that was read expires; null for never. Throws 401 when the database knows better. */
export async function verifyToken(
  kernel: Kernel,
  { caller, expiresAt }: Read,
): Promise<{ valid: true; expiresAt: string | null }> {
  return kernel.read(caller, async ({ em, actor }) => {
    const row = actor.tokenId === null ? null : await em.findOne(ApiToken, { id: actor.tokenId })
    const until = row ? row.expiresAt : expiresAt === null ? null : new Date(expiresAt)
    return { valid: true, expiresAt: until?.toISOString() ?? null }
  })
}
