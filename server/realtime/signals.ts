// What presence, typing and notices tell, between nodes and to the sockets that they concern. Nothing of it is stored (RT21).
import { z } from 'zod'
import { importProgress } from '../../shared/features/imports.ts'
import { presenceEntry, typedField } from '../../shared/socket.ts'
import { teamStream } from '../../shared/streams.ts'
import { id } from '../../shared/ids.ts'
import type { Connections } from './connections.ts'
import { roomOf, type Server } from './sockets.ts'

const where = { organizationId: id, teamId: id }
export const presenceSignal = z.strictObject({ kind: z.literal('presence'), ...where, entry: presenceEntry, gone: z.boolean() })
export const typingSignal = z.strictObject({
  kind: z.literal('typing'), ...where, taskId: id, field: typedField.default('comment'), membershipId: id, connectionId: z.string(), typing: z.boolean(),
})
export const signal = z.discriminatedUnion('kind', [presenceSignal, typingSignal])
/** To one member's own sockets. */
export const noticeSignal = z.strictObject({ kind: z.literal('notice'), organizationId: id, membershipId: id, progress: importProgress })
export type NoticeSignal = z.infer<typeof noticeSignal>
export type PresenceSignal = z.infer<typeof presenceSignal>
export type TypingSignal = z.infer<typeof typingSignal>
export type Signal = z.infer<typeof signal>

/** Sends a signal to the sockets of this node that follow the team, except the one that it is about. */
export function showSignal(io: Server, told: Signal): void {
  const room = io.local.to(roomOf(told.organizationId, teamStream(told.teamId)))
  if (told.kind === 'presence') {
    const { teamId, entry, gone } = told
    room.except(entry.connectionId).emit('presence:update', { teamId, entry, gone })
  } else {
    const { teamId, taskId, field, membershipId, connectionId, typing } = told
    room.except(connectionId).emit('typing', { teamId, taskId, field, membershipId, typing })
  }
}

/** Tells a member's connections on this node. */
export function showNotice(connections: Connections, { organizationId, membershipId, progress }: NoticeSignal): void {
  for (const connection of connections.of(organizationId)) {
    if (connection.membershipId === membershipId && !connection.slow) connection.socket.emit('import:progress', progress)
  }
}
