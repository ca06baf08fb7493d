// stream:subscribe and stream:unsubscribe: who may follow what, from where, and when they must start over (RT15, RT16).
import type { AnswerOf } from '../../shared/socket.ts'
import { parseStream, type StreamName } from '../../shared/streams.ts'
import type { Actor } from '../kernel/actor.ts'
import { notFound, Problem } from '../kernel/errors.ts'
import type { Connection } from './connection.ts'
import { NO_EPOCH, type Feed } from './feed.ts'
import { Subscription, type SubscriptionContext } from './subscription.ts'
import { MAX_REPLAY } from './timings.ts'

interface Wanted { stream: StreamName; after?: number; epoch?: string }
type Subscribed = Omit<Extract<AnswerOf<'stream:subscribe'>, { ok: true }>, 'ok'>

const MAX_SUBSCRIPTIONS = 500

/** Where the answer leaves the server before any event does. */
export interface Begun { answer: Subscribed; begin: () => void }

/**
 * Follows a stream. Registered first, rights asked after: a revocation from then on finds the subscription.
 * Throws 404 when there is no such stream for this member.
 */
export async function subscribe(connection: Connection, wanted: Wanted, context: SubscriptionContext): Promise<Begun> {
  connection.subscriptions.get(wanted.stream)?.end()
  if (connection.subscriptions.size >= MAX_SUBSCRIPTIONS) throw new Problem('rate_limited', `At most ${MAX_SUBSCRIPTIONS} streams on one socket.`)
  const subscription = new Subscription(connection, wanted.stream, context)
  connection.subscriptions.set(wanted.stream, subscription)
  try {
    const feed = await subscription.open()
    const actor = await context.rights.fresh(connection)
    if (subscription.ended || !context.rights.mayRead(actor, wanted.stream)) throw notFound()
    await requireBorn(feed, actor, context)
    return await place(subscription, feed, wanted, context)
  } catch (error) {
    subscription.end()
    throw error
  }
}

/** An admin may read every team's stream, but there is none of a team that never was: HTTP says the same. */
async function requireBorn(feed: Feed, { teams }: Actor, { relay }: SubscriptionContext): Promise<void> {
  const stream = parseStream(feed.stream)
  if (feed.last > 0 || stream?.kind !== 'team' || stream.id in teams) return
  await relay.refresh(feed)
  if (feed.last === 0) throw notFound()
}

/** Stops following; harmless when it was not followed. */
export function unsubscribe(connection: Connection, stream: string): void {
  connection.subscriptions.get(stream)?.end()
}

async function place(subscription: Subscription, feed: Feed, wanted: Wanted, context: SubscriptionContext): Promise<Begun> {
  let reason = reasonToReset(feed, wanted)
  if (reason) {
    // The client may come from a node that has heard more than this one: the table decides.
    await context.relay.refresh(feed)
    if (subscription.ended) throw notFound()
    reason = reasonToReset(feed, wanted)
  }
  const answer = { offset: feed.last, epoch: feed.epoch }
  if (!reason) return { answer, begin: () => subscription.follow(wanted.after ?? answer.offset) }
  subscription.end()
  return { answer, begin: () => subscription.tellReset(feed, reason) }
}

function reasonToReset(feed: Feed, { after, epoch }: Wanted): string | null {
  if (epoch !== undefined && epoch !== feed.epoch && !followedFromTheStart(feed, after, epoch)) return 'epoch'
  if (after === undefined) return null
  if (after > feed.last) return 'above_head'
  if (after < feed.floor) return 'below_floor'
  return feed.last - after > MAX_REPLAY ? 'too_far_behind' : null
}

/** A snapshot of a stream that had no event yet names no epoch; all that came since is there. */
const followedFromTheStart = (feed: Feed, after: number | undefined, epoch: string) =>
  epoch === NO_EPOCH && feed.floor === 0 && (after ?? 0) === 0
