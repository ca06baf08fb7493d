// The token of such a link: it names its row, so that somebody who is not signed in can be found their organization.
import { makeLocatorToken, parseLocatorToken, type Locator } from '../../kernel/locator-token.ts'

const PREFIX = 'reset_'

/** A new token for the row with this id, and the hash that the row keeps. */
export const makeResetToken = (organizationId: string, resetId: string): { token: string; hash: string } =>
  makeLocatorToken(PREFIX, organizationId, resetId)

/** Null when it is no such token at all. */
export const parseResetToken = (token: string): Locator | null => parseLocatorToken(PREFIX, token)
