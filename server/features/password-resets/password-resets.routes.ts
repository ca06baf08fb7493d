// Routes of forgotten passwords.
import { passwordResetEndpoints } from '../../../shared/features/password-resets.ts'
import { route, type Route } from '../../http/context.ts'
import type { AuthContext } from '../auth/auth-context.ts'
import { outgoingOf } from '../mail/outgoing.ts'
import { createPasswordReset } from './create-password-reset.action.ts'
import { previewPasswordReset } from './pending-reset.ts'
import { requestPasswordReset } from './request-reset.action.ts'
import { resetPassword } from './reset-password.action.ts'

export function passwordResetRoutes(context: AuthContext): Route[] {
  const outgoing = outgoingOf(context.config)
  return [
    route(passwordResetEndpoints.requestPasswordReset, ({ kernel, language }, { body }) => requestPasswordReset(kernel, outgoing, body, language)),
    route(passwordResetEndpoints.previewPasswordReset, ({ kernel }, { body }) => previewPasswordReset(kernel, body.token)),
    route(passwordResetEndpoints.resetPassword, (request, { body }) => resetPassword(context, body, request)),
    route(passwordResetEndpoints.createPasswordReset, (work, { params }) => createPasswordReset(work, params.memberId, outgoing)),
  ]
}
