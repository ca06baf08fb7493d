// Events that end connections or change rights take effect here, as the relay gives them (RT19).
import type { StreamEvent } from '../../shared/streams.ts'
import type { Connections } from './connections.ts'
import type { Connection } from './connection.ts'
import type { Feed } from './feed.ts'
import { changesRights } from './revocations.ts'
import type { Rights } from './rights.ts'

/** Applies what an event says about sessions, tokens and rights to the connections of its organization. */
export function obey(feed: Feed, event: StreamEvent, connections: Connections, rights: Rights): void {
  const concerned = [...connections.of(feed.organizationId)]
  if (event.type === 'session.ended') {
    closeAll(concerned, ({ caller: { credential } }) => credential.kind === 'session' && credential.sessionId === event.data.sessionId)
  } else if (event.type === 'token.revoked') {
    closeAll(concerned, ({ caller: { credential } }) => credential.kind === 'token' && credential.tokenId === event.data.tokenId)
  } else if (changesRights(event)) {
    for (const connection of concerned) rights.drop(connection)
  }
}

function closeAll(connections: Connection[], ended: (connection: Connection) => boolean): void {
  for (const connection of connections.filter(ended)) connection.close()
}
