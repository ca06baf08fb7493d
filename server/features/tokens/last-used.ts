// When API tokens were last used: written after the request, in a transaction of its own, at most once a minute for
// each token.
import type { Caller } from '../../kernel/actor.ts'
import { now } from '../../kernel/clock.ts'
import type { Logger } from '../../kernel/logger.ts'
import { systemCaller, type Kernel, type LoadActor } from '../../kernel/transact.ts'
import { ApiToken } from './api-token.entity.ts'

const EVERY_MS = 60_000
/** Tokens remembered at once; past it all are forgotten, which costs a write more for each. */
const REMEMBERED = 10_000

/**
 * Wraps the loader of actors: every token that it finds good is noted as used. `kernel` is asked for later, since it
 * is made of the loader.
 */
export function notingTokenUse(loadActor: LoadActor, kernel: () => Kernel, logger: Logger): LoadActor {
  const noted = new Map<string, number>()
  return async (em, caller) => {
    const actor = await loadActor(em, caller)
    if (caller.credential.kind === 'token' && isDue(noted, caller.credential.tokenId)) {
      setImmediate(
        () =>
          void note(kernel(), caller).catch((error: unknown) => logger.debug({ err: error }, 'token use not noted')),
      )
    }
    return actor
  }
}

function isDue(noted: Map<string, number>, tokenId: string): boolean {
  const at = now().getTime()
  if (at - (noted.get(tokenId) ?? -Infinity) < EVERY_MS) return false
  if (noted.size >= REMEMBERED) noted.clear()
  noted.set(tokenId, at)
  return true
}

async function note(kernel: Kernel, { organizationId, credential }: Caller): Promise<void> {
  if (credential.kind !== 'token') return
  await kernel.transact(systemCaller(organizationId), async ({ em, at }) => {
    const stale = { $or: [{ lastUsedAt: null }, { lastUsedAt: { $lt: new Date(at.getTime() - EVERY_MS) } }] }
    await em.nativeUpdate(ApiToken, { id: credential.tokenId, ...stale }, { lastUsedAt: at })
  })
}
