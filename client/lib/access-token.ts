// Reads when an access token ends; nothing else in it matters to the client.

/** Renew this long before the end. */
const MARGIN = 30_000

export interface AccessToken { text: string; expiresAt: number; membershipId?: string }

/** The token with its end in milliseconds; one that cannot be read counts as ending in a minute. */
export function accessToken(text: string, now = Date.now()): AccessToken {
  try {
    const payload = text.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/')
    const { exp, iat, mid } = JSON.parse(atob(payload)) as { exp: number; iat?: number; mid?: string }
    // The lifetime counted from now also holds where this machine's clock is wrong.
    return { text, expiresAt: iat === undefined ? exp * 1000 : now + (exp - iat) * 1000, ...(mid === undefined ? {} : { membershipId: mid }) }
  } catch {
    return { text, expiresAt: now + 60_000 + MARGIN }
  }
}

/** When to ask for the next one. */
export const renewalAt = ({ expiresAt }: AccessToken): number => expiresAt - MARGIN

export const isFresh = (token: AccessToken | null, now = Date.now()): boolean => token !== null && now < renewalAt(token)
