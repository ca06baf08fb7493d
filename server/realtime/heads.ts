// The tail check: counting never shows that the last event is missing, so every socket is told where its streams stand (RT12).
import type { Connection } from './connection.ts'

/** Tells the offsets of all streams that the socket follows live; those it is still being fed are on their way. */
export function tellHeads(connection: Connection): void {
  if (connection.slow || connection.subscriptions.size === 0) return
  const heads: Record<string, number> = {}
  for (const { stream, feed, live } of connection.subscriptions.values()) if (live && feed) heads[stream] = feed.last
  if (Object.keys(heads).length > 0) connection.socket.emit('stream:heads', heads)
}
