// Sign-out: ends the session of a refresh token that we issued, whichever of its tokens it is.
import { acceptedKeys } from '../../kernel/secrets.ts'
import type { AuthContext } from './auth-context.ts'
import { endSessionAnywhere } from './end-session.action.ts'
import { parseRefreshToken } from './refresh-token.ts'

/** Ends the session. Tokens that are none, or whose session has ended, are passed over in silence. */
export async function logout({ kernel, secrets }: AuthContext, token: string): Promise<void> {
  const presented = parseRefreshToken(acceptedKeys(secrets, 'refresh'), token)
  if (presented) await endSessionAnywhere(kernel, presented.sessionId, 'logout')
}
