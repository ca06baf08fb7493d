// The inbox's lists as a snapshot for verifyAction: invitations, tokens and sessions of one member.
import { inboxState, reduceAll, type InboxState } from '../../../client/features/inbox/inbox.reducer.ts'
import { endpoints } from '../../../shared/index.ts'
import { inboxStream } from '../../../shared/streams.ts'
import type { Person } from '../../support/factories.ts'
import type { Snapshot } from '../../support/verify-action.ts'

async function fetchInbox(person: Person): Promise<InboxState> {
  const overview = await person.do(endpoints.readOverview)
  const position = overview.streams.find(({ stream }) => stream === inboxStream(person.membership.id))!
  const invitations = await person.call(endpoints.listInvitations, { query: { limit: 200 } })
  const tokens = await person.do(endpoints.listTokens, { query: { limit: 200 } })
  const sessions = await person.do(endpoints.listSessions)
  return inboxState(position, { invitations: invitations.data.items ?? [], tokens: tokens.items, sessions: sessions.items })
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)

const snapshot: Snapshot<InboxState> = {
  name: 'inbox', fetch: fetchInbox,
  positions: ({ position }) => [position],
  apply: (state, events) => reduceAll(state, events).state,
  // When a session or token was last used is not told by events, nor from where one signed in.
  normal: ({ position, invitations, tokens, sessions }) => ({
    offset: position.offset, invitations,
    tokens: tokens.map(({ lastUsedAt: _, ...token }) => token).sort(byId),
    sessions: sessions.map(({ lastUsedAt: _, address: __, ...session }) => session).sort(byId),
  }),
}
export const inboxOf = snapshot as unknown as Snapshot<never>
