// The socket protocol: every message in both directions, as closed types (docs/realtime.md).
import { z } from 'zod'
import { importProgress } from './features/imports.ts'
import { id } from './ids.ts'
import { offset, streamEvent, streamName } from './streams.ts'

export const socketError = z.strictObject({ code: z.string(), detail: z.string() })
const failed = z.strictObject({ ok: z.literal(false), error: socketError })
const answer = <T extends z.ZodRawShape>(shape: T) => z.union([z.strictObject({ ok: z.literal(true), ...shape }), failed])

/** Who is where: on a project's board, perhaps with a task open. Leased for `PRESENCE_LEASE_MS`. */
export const presenceEntry = z.strictObject({
  membershipId: id, connectionId: z.string(), projectId: id.nullable(), taskId: id.nullable(), typing: z.boolean(),
})
export type PresenceEntry = z.infer<typeof presenceEntry>

/** What is typed: a comment of one's own, or a text that all share. */
export const typedField = z.enum(['comment', 'title', 'description'])
export type TypedField = z.infer<typeof typedField>

/** Messages from the client. Each is acknowledged. */
export const clientMessages = {
  'stream:subscribe': {
    summary: 'Follow a stream from `after` on (RT15); without `after` only what is new comes',
    payload: z.strictObject({ stream: streamName, after: offset.optional(), epoch: z.uuid().optional() }),
    answer: answer({ offset, epoch: z.uuid() }),
  },
  'stream:unsubscribe': { summary: 'Stop following a stream', payload: z.strictObject({ stream: streamName }), answer: answer({}) },
  'auth:renew': {
    summary: 'A fresh access token for this same socket (RT20)', payload: z.strictObject({ token: z.string().max(4000) }),
    answer: answer({ expiresAt: z.number() }),
  },
  'presence:update': {
    summary: 'Where one is; repeated at least every 20 s (RT21)',
    payload: z.strictObject({ teamId: id, projectId: id.nullable(), taskId: id.nullable() }), answer: answer({ present: z.array(presenceEntry), partial: z.boolean().describe('Redis is away: those at other nodes are not known') }),
  },
  'typing': {
    summary: 'One is typing a comment on a task, or edits a text of it', answer: answer({}),
    payload: z.strictObject({ teamId: id, taskId: id, field: typedField.default('comment'), typing: z.boolean() }),
  },
} as const
export type ClientMessage = keyof typeof clientMessages

/** Messages from the server. */
export const serverMessages = {
  'stream:event': { summary: 'An event, strictly ascending per socket and stream', payload: streamEvent },
  'stream:heads': { summary: 'The heads of the socket\'s streams, every 15 s (RT12)', payload: z.record(z.string(), offset) },
  'stream:reset': { summary: 'Drop the state and take a snapshot (RT16)', payload: z.strictObject({ stream: z.string(), offset, epoch: z.uuid(), reason: z.string() }) },
  'stream:revoked': { summary: 'The right to read the stream ended at this offset: drop the data (RT19)', payload: z.strictObject({ stream: z.string(), offset }) },
  'auth:renew': { summary: 'The access token ends soon: send a fresh one', payload: z.strictObject({ expiresAt: z.number() }) },
  'presence:update': {
    summary: 'Somebody came, moved or went (`gone`)',
    payload: z.strictObject({ teamId: id, entry: presenceEntry, gone: z.boolean() }),
  },
  'import:progress': { summary: 'How far one\'s own import has come; stored nowhere, it may get lost', payload: importProgress },
  'typing': {
    summary: 'Somebody types a comment, or edits a text that all share',
    payload: z.strictObject({ teamId: id, taskId: id, field: typedField, membershipId: id, typing: z.boolean() }),
  },
} as const
export type ServerMessage = keyof typeof serverMessages

/** Milliseconds after which a presence that was not repeated is gone (RT21). */
export const PRESENCE_LEASE_MS = 45_000
/** Milliseconds after which typing that was not repeated is over. */
export const TYPING_LEASE_MS = 6_000

export type AnswerOf<M extends ClientMessage> = z.infer<(typeof clientMessages)[M]['answer']>
export type PayloadOf<M extends ClientMessage> = z.input<(typeof clientMessages)[M]['payload']>
export type ClientToServer = {
  [M in ClientMessage]: (payload: PayloadOf<M>, acknowledge: (answer: AnswerOf<M>) => void) => void
}
export type ServerToClient = { [M in ServerMessage]: (payload: z.infer<(typeof serverMessages)[M]['payload']>) => void }
