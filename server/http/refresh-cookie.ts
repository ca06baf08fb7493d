// The browser's refresh token: a cookie that scripts cannot read and other sites cannot send. Beside it stands one without any secret,
// which tells the product's own page whether there is a session to take up, so that it need not ask in vain.
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { Problem } from '../kernel/errors.ts'

const NAME = 'lockstep_refresh'
const MARK = 'lockstep_session'
/** As long as a session may idle; each refresh sets it anew. */
const SECONDS = 14 * 24 * 60 * 60

export interface CookieRules {
  read(http: Context): string | undefined
  write(http: Context, token: string): void
  clear(http: Context): void
  /** Throws 403 bad_origin when the request says that it comes from another site. */
  checkOrigin(http: Context): void
}

interface Settings {
  PUBLIC_URL?: string | undefined
  TRUST_PROXY: boolean
}

/** Cookies by the product's address: over https they are Secure with the `__Host-` prefix, on plain http neither. */
export function cookieRules({ PUBLIC_URL, TRUST_PROXY }: Settings): CookieRules {
  const isSecure = (http: Context) =>
    PUBLIC_URL?.startsWith('https:') === true || (TRUST_PROXY && http.req.header('x-forwarded-proto') === 'https')
  const options = (http: Context) => ({
    path: '/',
    httpOnly: true,
    sameSite: 'Strict' as const,
    maxAge: SECONDS,
    ...(isSecure(http) && { prefix: 'host' as const, secure: true as const }),
  })
  return {
    read: (http) => (isSecure(http) ? getCookie(http, NAME, 'host') : getCookie(http, NAME)),
    write: (http, token) => {
      setCookie(http, NAME, token, options(http))
      setCookie(http, MARK, '1', { ...options(http), httpOnly: false })
    },
    clear: (http) => {
      for (const name of [NAME, MARK]) deleteCookie(http, name, options(http))
    },
    checkOrigin: (http) => {
      const origin = http.req.header('origin')
      if (origin !== undefined && !isOwn(origin, http.req.header('host'), PUBLIC_URL)) {
        throw new Problem('bad_origin', "Sign in and out only from the product's own pages.")
      }
    },
  }
}

function isOwn(origin: string, host: string | undefined, publicUrl: string | undefined): boolean {
  if (!URL.canParse(origin)) return false
  return new URL(origin).host === host || (publicUrl !== undefined && new URL(publicUrl).origin === origin)
}
