// The access token is checked during the connection: asked for anew before it ends, and without a new one the socket is closed (RT20).
import { now } from '../kernel/clock.ts'
import { Problem } from '../kernel/errors.ts'
import type { Connection } from './connection.ts'
import type { Counters } from './counters.ts'
import type { Authenticate } from './handshake.ts'
import type { Rights } from './rights.ts'
import type { Timings } from './timings.ts'

interface RenewalContext { counters: Counters; timings: Timings }

const timers = new WeakMap<Connection, () => void>()

/** Sets the two timers of a token; `expiresAt` null means that it does not end by itself. */
export function renewInTime(connection: Connection, expiresAt: number | null, { counters, timings }: RenewalContext): void {
  timers.get(connection)?.()
  if (expiresAt === null || connection.closed) return
  const left = expiresAt - now().getTime()
  const ask = setTimeout(() => connection.socket.emit('auth:renew', { expiresAt }), Math.max(0, left - timings.renewLeadMs)).unref()
  const end = setTimeout(() => {
    counters.expiredClosed += 1
    connection.close()
  }, Math.max(0, left + timings.renewGraceMs)).unref()
  const clear = () => {
    clearTimeout(ask)
    clearTimeout(end)
  }
  if (!timers.has(connection)) connection.onClose.push(() => timers.get(connection)?.())
  timers.set(connection, clear)
}

/** Takes a fresh token of the same membership on the same socket. */
export async function renew(
  connection: Connection, token: string, context: RenewalContext & { authenticate: Authenticate; rights: Rights },
): Promise<{ expiresAt: number }> {
  const { caller, expiresAt } = await context.authenticate(token, connection.caller.traceId)
  const { credential, organizationId } = caller
  const same = organizationId === connection.organizationId && credential.kind === 'session' &&
    credential.membershipId === connection.membershipId
  if (!same || expiresAt === null) throw new Problem('unauthenticated', 'The token is of somebody else, or of another organization.')
  const before = connection.caller
  connection.caller = caller
  try {
    await context.rights.fresh(connection)
  } catch (error) {
    connection.caller = before
    throw error
  }
  renewInTime(connection, expiresAt, context)
  return { expiresAt }
}
