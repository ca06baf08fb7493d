// Streams by HTTP: replay of events, and the long texts that events refer to.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { event } from '../event.ts'
import { id } from '../ids.ts'
import { streamEvent, streamName } from '../streams.ts'

const at = { tag: 'Streams', access: 'member', scope: 'streams:read', method: 'GET', status: 200 } as const

export const streamEndpoints = {
  listStreamEvents: endpoint({
    ...at, id: 'listStreamEvents', path: '/api/streams/{stream}/events', summary: 'Events after an offset, in order',
    params: z.strictObject({ stream: streamName }),
    query: z.strictObject({ after: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(500).default(100) }),
    response: z.strictObject({ items: z.array(streamEvent) }),
  }),
  readStreamText: endpoint({
    ...at, id: 'readStreamText', path: '/api/streams/{stream}/texts/{textId}', summary: 'A long text that an event refers to by `$text`',
    params: z.strictObject({ stream: streamName, textId: id }), response: z.strictObject({ text: z.string() }),
  }),
}

export const batchEvents = {
  /** RT2: a bulk change is several consecutive part events with one correlation id, in one transaction. */
  batchApplied: event({
    type: 'batch.applied', streams: ['team', 'organization'], schema: 1, summary: 'Part of a bulk change, an import, a copied project or an undo: events to apply in order',
    data: z.strictObject({
      operation: z.enum(['bulk', 'import', 'copy', 'undo']), part: z.int().min(1), parts: z.int().min(1), total: z.int(),
      events: z.array(z.strictObject({
        type: z.string(), data: z.record(z.string(), z.unknown()),
        undoOf: z.uuid().optional().describe('The event that this takes back, or the part of a bulk change that had it'),
      })),
    }),
  }),
}
