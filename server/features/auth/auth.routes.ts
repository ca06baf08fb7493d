// Endpoints of authentication: sign-in and its tokens here, one's own account in account.routes.ts.
import { authEndpoints } from '../../../shared/features/auth.ts'
import { invitationEndpoints } from '../../../shared/features/invitations.ts'
import { createAuthenticate } from '../../http/authenticate.ts'
import { route, type Request, type Route } from '../../http/context.ts'
import { cookieRules, type CookieRules } from '../../http/refresh-cookie.ts'
import { Problem } from '../../kernel/errors.ts'
import { peppersOf } from '../../kernel/secrets.ts'
import { passwordResetRoutes } from '../password-resets/password-resets.routes.ts'
import { acceptInvitation } from './accept-invitation.action.ts'
import { accountRoutes } from './account.routes.ts'
import type { AuthContext, AuthDependencies } from './auth-context.ts'
import { login } from './login.action.ts'
import { logout } from './logout.action.ts'
import { createPasswords } from './passwords.ts'
import { previewInvitation } from './pending-invitation.ts'
import { refresh } from './refresh.action.ts'
import { register } from './register.action.ts'
import { handOver } from './refresh-transport.ts'
import { verifyToken } from './verify.action.ts'

export type { AuthDependencies }

/** All routes of authentication, over one password hasher. */
export function authRoutes(dependencies: AuthDependencies): Route[] {
  const context = {
    ...dependencies,
    passwords: createPasswords(peppersOf(dependencies.secrets), dependencies.config.BCRYPT_COST),
  }
  const cookies = cookieRules(dependencies.config)
  return [
    ...signInRoutes(context, cookies),
    ...refreshRoutes(context, cookies),
    ...tokenRoutes(context),
    ...accountRoutes(context, cookies),
    ...passwordResetRoutes(context),
  ]
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
    route(authEndpoints.acceptInvitation, async (request, { body }) => {
      cookies.checkOrigin(request.http)
      return handOver(cookies, request, await acceptInvitation(context, body, request))
    }),
  ]
}

function refreshRoutes(context: AuthContext, cookies: CookieRules): Route[] {
  return [
    route(authEndpoints.refresh, async (request, { body }) => {
      const presented = presentedRefresh(cookies, request, body.refresh)
      if (!presented) throw new Problem('unauthenticated')
      return handOver(cookies, request, await refresh(context, presented))
    }),
    route(authEndpoints.logout, async (request, { body }) => {
      const presented = presentedRefresh(cookies, request, body.refresh)
      if (presented) await logout(context, presented)
      if (request.browser) cookies.clear(request.http)
    }),
  ]
}

function tokenRoutes(context: AuthContext): Route[] {
  const authenticate = createAuthenticate(context)
  return [
    route(authEndpoints.verify, async ({ kernel, traceId }, { body }) =>
      verifyToken(kernel, await authenticate(body.token, traceId)),
    ),
    route(invitationEndpoints.previewInvitation, (_request, { body }) => previewInvitation(context, body.token)),
  ]
}

/**
 * A cookie counts only with the browser's header, which other sites cannot send, and never for requests of another
 * origin.
 */
function presentedRefresh(
  cookies: CookieRules,
  { browser, http }: Request,
  given: string | undefined,
): string | undefined {
  cookies.checkOrigin(http)
  const cookie = cookies.read(http)
  if (!browser && given === undefined && cookie)
    throw new Problem('bad_origin', 'Send the header Lockstep-Client: browser with the cookie.')
  return browser ? cookie : given
}
