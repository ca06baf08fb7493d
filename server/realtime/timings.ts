// The times and sizes of the realtime side; tests shorten them.
import { PRESENCE_LEASE_MS, TYPING_LEASE_MS } from '../../shared/socket.ts'

export const timings = {
  /** RT12: how often a socket is told the heads of its streams. */
  headsMs: 15_000,
  /** RT20: how long before its expiry a fresh token is asked for, and how long after it the socket is closed. */
  renewLeadMs: 60_000,
  renewGraceMs: 5_000,
  /** RT14: bytes that may wait on a socket's transport, and how long it may stand still above that. */
  windowBytes: 1024 * 1024,
  stallMs: 30_000,
  slowCheckMs: 100,
  /** RT21. */
  presenceMs: PRESENCE_LEASE_MS,
  typingMs: TYPING_LEASE_MS,
  leaseCheckMs: 1_000,
  /** How old the rights of a socket may be where a stale answer harms nobody. */
  rightsMs: 2_000,
}
export type Timings = typeof timings

/** RT16: whoever is further behind takes a snapshot. */
export const MAX_REPLAY = 10_000
/** RT10: events of one read. */
export const READ_BATCH = 500
