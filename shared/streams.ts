// Streams: their names, and what one event looks like on the wire (docs/realtime.md RT1, RT2).
import { z } from 'zod'

export const streamKinds = ['organization', 'team', 'inbox'] as const
export type StreamKind = (typeof streamKinds)[number]

/** `organization:<organization id>`, `team:<team id>` or `inbox:<membership id>`. */
export type StreamName = `${StreamKind}:${string}`

const NAME = /^(organization|team|inbox):([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/

export const streamName = z.string().max(50).regex(NAME, 'Not a stream name').transform((value) => value as StreamName)

export const organizationStream = (organizationId: string): StreamName => `organization:${organizationId}`
export const teamStream = (teamId: string): StreamName => `team:${teamId}`
export const inboxStream = (membershipId: string): StreamName => `inbox:${membershipId}`

/** Splits a stream's name; null when it is none. */
export function parseStream(name: string): { kind: StreamKind; id: string } | null {
  const match = NAME.exec(name)
  return match ? { kind: match[1] as StreamKind, id: match[2]! } : null
}

/** An offset: the place of an event in its stream, 1 for the first. */
export const offset = z.int().min(0)

export const streamEvent = z.strictObject({
  stream: z.string(),
  offset: z.int().min(1),
  id: z.uuid(),
  type: z.string(),
  schema: z.int().min(1),
  at: z.iso.datetime(),
  actor: z.strictObject({ membershipId: z.uuid().nullable(), name: z.string() }),
  correlationId: z.uuid(),
  data: z.record(z.string(), z.unknown()),
})
export type StreamEvent = z.infer<typeof streamEvent>

/** Where a snapshot stands: events after `offset` of `epoch` bring it up to date (RT17). */
export const streamPosition = z.strictObject({ stream: z.string(), offset, epoch: z.uuid() })
export type StreamPosition = z.infer<typeof streamPosition>

/** At most so many bytes of JSON in one event's data (RT2). */
export const MAX_EVENT_BYTES = 64 * 1024
/** Texts longer than this many characters leave the event and are referenced from it (RT2). */
export const MAX_INLINE_TEXT = 8 * 1024

/** Stands in an event where a long text was: fetch it by `GET /api/streams/{stream}/texts/{textId}`. */
export const textReference = z.strictObject({ $text: z.uuid(), length: z.int() })
export type TextReference = z.infer<typeof textReference>
export function isTextReference(value: unknown): value is TextReference {
  return typeof value === 'object' && value !== null && typeof (value as TextReference).$text === 'string'
}
