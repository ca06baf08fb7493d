// What reads streams: where they stand, their events, their long texts.
import type { StreamEvent, StreamName, StreamPosition } from '../../../shared/streams.ts'
import { parseStream } from '../../../shared/streams.ts'
import { notFound } from '../../kernel/errors.ts'
import { readEvents, readEventText, readHeads } from '../../kernel/streams.ts'
import type { Work } from '../../kernel/work.ts'
import { canReadStream } from '../../policy/policy.ts'

/** The epoch of a stream that has no event yet. */
export const UNBORN_EPOCH = '00000000-0000-0000-0000-000000000000'

/** Where a stream stands in this transaction's snapshot (RT17). */
export async function positionOf(work: Work, stream: StreamName): Promise<StreamPosition> {
  const [position] = await positionsOf(work, [stream])
  return position!
}

/** Where each of several streams stands in this transaction's snapshot (RT17). */
export async function positionsOf(work: Work, streams: StreamName[]): Promise<StreamPosition[]> {
  const heads = await readHeads(work.em, streams.map((stream) => ({ organizationId: work.organizationId, stream })))
  const known = new Map(heads.map((head) => [head.stream, head]))
  return streams.map((stream) => {
    const head = known.get(stream)
    return { stream, offset: head?.head ?? 0, epoch: head?.epoch ?? UNBORN_EPOCH }
  })
}

/** Events of a stream after an offset (RT10). Throws 404 unless the actor may read the stream. */
export async function listStreamEvents(
  work: Work, stream: StreamName, { after, limit }: { after: number; limit: number },
): Promise<{ items: StreamEvent[] }> {
  await requireReadable(work, stream)
  return { items: await readEvents(work.em, work.organizationId, stream, after, limit) }
}

/** A long text that an event of the stream refers to (RT2). */
export async function readStreamText(work: Work, stream: StreamName, textId: string): Promise<{ text: string }> {
  await requireReadable(work, stream)
  const text = await readEventText(work.em, work.organizationId, stream, textId)
  if (text === null) throw notFound()
  return { text }
}

/** An admin may read the stream of every team, but not of one that never was. */
async function requireReadable(work: Work, stream: StreamName): Promise<void> {
  if (!canReadStream(work.actor, stream)) throw notFound()
  if (parseStream(stream)?.kind === 'team' && (await positionOf(work, stream)).offset === 0) throw notFound()
}
