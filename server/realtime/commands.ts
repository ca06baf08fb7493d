// What each message of a client does.
import { can } from '../../shared/permissions.ts'
import { teamStream } from '../../shared/streams.ts'
import { notFound } from '../kernel/errors.ts'
import type { Actor } from '../kernel/actor.ts'
import type { Counters } from './counters.ts'
import type { Authenticate } from './handshake.ts'
import type { Handlers } from './messages.ts'
import type { Presence } from './presence.ts'
import type { RedisLink } from './redis.ts'
import { renew } from './renewal.ts'
import type { SubscriptionContext } from './subscription.ts'
import { subscribe, unsubscribe } from './subscriptions.ts'
import type { Timings } from './timings.ts'

interface CommandContext extends SubscriptionContext {
  authenticate: Authenticate
  presence: Presence
  redis: RedisLink | undefined
  timings: Timings
  counters: Counters
}

export function commands(context: CommandContext): Handlers {
  const { rights, presence } = context
  const mayShare = (actor: Actor, teamId: string) => {
    if (!can(actor, 'presence.share', { teamId }) || !rights.mayRead(actor, teamStream(teamId))) throw notFound()
  }
  return {
    'stream:subscribe': (connection, wanted) => subscribe(connection, wanted, context),
    'stream:unsubscribe': async (connection, { stream }) => {
      unsubscribe(connection, stream)
      return { answer: {} }
    },
    'auth:renew': async (connection, { token }) => ({ answer: await renew(connection, token, context) }),
    // The answer names who is there, so the right must be that of this moment.
    'presence:update': async (connection, place) => {
      mayShare(await rights.fresh(connection), place.teamId)
      return { answer: { present: connection.closed ? [] : presence.arrive(connection, place), partial: context.redis?.away ?? false } }
    },
    'typing': async (connection, typed) => {
      mayShare(await rights.recent(connection), typed.teamId)
      if (!connection.closed) presence.type(connection, typed)
      return { answer: {} }
    },
  }
}
