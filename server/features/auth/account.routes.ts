// Endpoints of one's own account: password, organization, profile, sessions.
import { authEndpoints } from '../../../shared/features/auth.ts'
import { privacyEndpoints } from '../../../shared/features/privacy.ts'
import { route, type Route } from '../../http/context.ts'
import type { CookieRules } from '../../http/refresh-cookie.ts'
import { deleteAccount } from '../privacy/delete-account.action.ts'
import { deleteOrganization } from '../privacy/delete-organization.action.ts'
import type { AuthContext } from './auth-context.ts'
import { changePassword } from './change-password.action.ts'
import { readProfile, updateProfile } from './profile.actions.ts'
import { handOver } from './refresh-transport.ts'
import { endSession, listSessions } from './sessions.actions.ts'
import { switchOrganization } from './switch-organization.action.ts'

export function accountRoutes(context: AuthContext, cookies: CookieRules): Route[] {
  return [
    route(authEndpoints.changePassword, (request, { body }) => changePassword(context, request, body)),
    route(authEndpoints.switchOrganization, async (request, { body }) =>
      handOver(cookies, request, await switchOrganization(context, request, body.organizationId)),
    ),
    route(authEndpoints.readProfile, (request) => request.read(readProfile)),
    route(authEndpoints.replaceProfile, (request, { body }) => request.transact((work) => updateProfile(work, body))),
    route(authEndpoints.updateProfile, (request, { body }) => request.transact((work) => updateProfile(work, body))),
    route(authEndpoints.listSessions, async (request) => ({ items: await request.read(listSessions), nextCursor: null })),
    route(authEndpoints.endSession, (request, { params }) => endSession(context, request, params.sessionId)),
    route(privacyEndpoints.deleteAccount, (request, { body }) => deleteAccount(context, request, body)),
    route(privacyEndpoints.deleteOrganization, (request, { body }) => deleteOrganization(context, request, body)),
  ]
}
