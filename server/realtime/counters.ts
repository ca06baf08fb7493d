// What the realtime side counts of itself, for /metrics.
export const zeroCounters = () => ({
  connections: 0, subscriptions: 0, feeds: 0, heads: 0, lag: 0, eventsGiven: 0, tableReads: 0, readErrors: 0, sweeps: 0, resets: 0, revocations: 0,
  bellsSent: 0, bellsHeard: 0, bellsRefused: 0, bellErrors: 0, redisReady: 0, slowConsumers: 0, stalledClosed: 0, expiredClosed: 0,
  refusedHandshakes: 0, unknownMessages: 0, invalidMessages: 0, limitedMessages: 0, messageErrors: 0,
})
export type Counters = ReturnType<typeof zeroCounters>
