// What reads streams: where they stand, their events, their long texts.
import type { StreamName, StreamPosition } from '../../../shared/streams.ts'
import { readHeads } from '../../kernel/streams.ts'
import type { Work } from '../../kernel/work.ts'

/** The epoch of a stream that has no event yet. */
export const UNBORN_EPOCH = '00000000-0000-0000-0000-000000000000'

/** Where a stream stands in this transaction's snapshot (RT17). */
export async function positionOf(work: Work, stream: StreamName): Promise<StreamPosition> {
  const [head] = await readHeads(work.em, [{ organizationId: work.organizationId, stream }])
  return { stream, offset: head?.head ?? 0, epoch: head?.epoch ?? UNBORN_EPOCH }
}
