// The token of an invitation: it names the invitation's row, so that somebody without account can be found their organization.
import { makeLocatorToken, parseLocatorToken, type Locator } from '../../kernel/locator-token.ts'

const PREFIX = 'invite_'

/** A new token for the invitation with this id, and the hash that its row keeps. */
export const makeInvitationToken = (organizationId: string, invitationId: string): { token: string; hash: string } =>
  makeLocatorToken(PREFIX, organizationId, invitationId)

/** Reads a token: `id` is the invitation's, `hash` must equal the row's. Null when it is no invitation token at all. */
export const parseInvitationToken = (token: string): Locator | null => parseLocatorToken(PREFIX, token)
