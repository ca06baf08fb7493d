// Endpoints of authentication.
import { authEndpoints } from '../../../shared/features/auth.ts'
import { Problem } from '../../kernel/errors.ts'
import { route, type Request, type Route } from '../../http/context.ts'
import { cookieRules, type CookieRules } from '../../http/refresh-cookie.ts'
import type { AuthContext, AuthDependencies } from './auth-context.ts'
import { login } from './login.action.ts'
import type { SignIn } from './open-session.ts'
import { createPasswords } from './passwords.ts'
import { refresh } from './refresh.action.ts'
import { register } from './register.action.ts'

export type { AuthDependencies }

/** All routes of authentication, over one password hasher. */
export function authRoutes(dependencies: AuthDependencies): Route[] {
  const context = { ...dependencies, passwords: createPasswords(dependencies.secrets.pepper, dependencies.config.BCRYPT_COST) }
  const cookies = cookieRules(dependencies.config)
  return signInRoutes(context, cookies)
}

function signInRoutes(context: AuthContext, cookies: CookieRules): Route[] {
  return [
    route(authEndpoints.register, async (request, { body }) => {
      cookies.checkOrigin(request.http)
      return handOver(cookies, request, await register(context, body, request))
    }),
    route(authEndpoints.login, async (request, { body }) => {
      cookies.checkOrigin(request.http)
      return handOver(cookies, request, await login(context, body, request))
    }),
    route(authEndpoints.refresh, async (request, { body }) => {
      cookies.checkOrigin(request.http)
      const presented = presentedRefresh(cookies, request, body.refresh)
      if (!presented) throw new Problem('unauthenticated')
      return handOver(cookies, request, await refresh(context, presented))
    }),
  ]
}

/** Browsers present it as a cookie and nothing else does, so that no other site can use one. */
function presentedRefresh(cookies: CookieRules, { browser, http }: Request, given: string | undefined): string | undefined {
  return browser ? cookies.read(http) : given
}

/** Browsers get the refresh token as a cookie that no script can read, all others in the body. */
function handOver<T extends { refresh: string }>(cookies: CookieRules, { browser, http }: Request, answer: T): Omit<T, 'refresh'> & { refresh?: string } {
  if (!browser) return answer
  const { refresh: token, ...rest } = answer
  cookies.write(http, token)
  return rest
}
