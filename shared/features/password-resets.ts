// A forgotten password: a link with which its owner chooses a new one, mailed to them or made by an admin.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { event } from '../event.ts'
import { email, id, instant } from '../ids.ts'
import { newPassword } from './auth.ts'

const token = z.string().max(200)

export const passwordResetPreview = z.strictObject({ email, name: z.string(), expiresAt: instant })
export const passwordResetCreated = z.strictObject({
  memberId: id, token, url: z.string(), expiresAt: instant, mailed: z.boolean().describe('Whether it was mailed to the member too'),
})

const open = { tag: 'Authentication', access: 'public', scope: null, transaction: 'own', method: 'POST' } as const

export const passwordResetEndpoints = {
  requestPasswordReset: endpoint({
    ...open, id: 'requestPasswordReset', path: '/api/auth/request-password-reset',
    summary: 'Have a link mailed with which to choose a new password. The answer is the same whether there is such an account or not',
    body: z.strictObject({ email }), status: 202,
    response: z.strictObject({ sendsMail: z.boolean().describe('Whether this installation sends mail at all') }), errors: ['rate_limited'],
  }),
  previewPasswordReset: endpoint({
    ...open, id: 'previewPasswordReset', path: '/api/auth/preview-password-reset', summary: 'Whose password a link is for',
    body: z.strictObject({ token }), status: 200, response: passwordResetPreview, errors: ['reset_spent'],
  }),
  resetPassword: endpoint({
    ...open, id: 'resetPassword', path: '/api/auth/reset-password',
    summary: 'Choose a new password by a link, once; all sessions of the account end and all its links are spent',
    body: z.strictObject({ token, password: newPassword }), status: 204, errors: ['reset_spent', 'weak_password', 'rate_limited'],
  }),
  createPasswordReset: endpoint({
    id: 'createPasswordReset', method: 'POST', path: '/api/members/{memberId}/password-resets', tag: 'Members', access: 'member', scope: null,
    permission: 'member.reset_password',
    summary: 'Make a link with which a member who forgot their password chooses a new one; it is shown once, and replaces one made before. '
      + 'Only for accounts that belong to no other organization',
    params: z.strictObject({ memberId: id }), status: 201, response: passwordResetCreated, secret: true, errors: ['reset_refused'],
  }),
}

export const passwordResetEvents = {
  memberPasswordReset: event({
    type: 'member.password_reset', streams: ['organization'], schema: 1,
    summary: 'An admin made a link with which a member chooses a new password, or the member used it',
    data: z.strictObject({ memberId: id, state: z.enum(['offered', 'used']) }),
  }),
}
