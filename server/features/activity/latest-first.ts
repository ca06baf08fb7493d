// Events of several streams in one order: the latest first, those of one moment by stream and offset.
import { z } from 'zod'
import { storableInstant } from '../../../shared/ids.ts'
import { offset, streamName } from '../../../shared/streams.ts'
import { decodeCursor } from '../../kernel/pages.ts'
import type { EventRecord } from '../../kernel/streams.ts'

/** Of events `e`. */
export const LATEST_FIRST = 'e.occurred_at desc, e.stream desc, e."offset" desc'

/** Condition on events `e`: after the last one seen, whose position the parameters from this number on have. */
export const afterLast = (first: number): string =>
  `($${first}::timestamptz is null or (e.occurred_at, e.stream, e."offset") < ($${first}::timestamptz, $${first + 1}, $${first + 2}::bigint))`

/** The three values of `afterLast`. Throws 422 on a cursor that is none of these lists. */
export const positionIn = (cursor: string | undefined) => decodeCursor(cursor, z.tuple([storableInstant, streamName, offset])) ?? [null, null, null]

/** Where a page ends. */
export const latestCursor = ({ at, stream, offset: place }: EventRecord): (string | number)[] => [at, stream, place]
