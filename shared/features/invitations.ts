// Invitations: how a person becomes a member. The token is shown once; its address can be mailed.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { event } from '../event.ts'
import { email, id, instant } from '../ids.ts'
import { listOf, listQuery } from '../lists.ts'
import { role } from '../permissions.ts'

export const invitation = z.strictObject({
  id, email, role, teamIds: z.array(id), status: z.enum(['pending', 'accepted', 'revoked', 'expired']),
  invitedById: id, expiresAt: instant, createdAt: instant,
})
export type Invitation = z.infer<typeof invitation>

export const invitationInput = z.strictObject({ email, role, teamIds: z.array(id).max(100) })
export const invitationCreated = z.strictObject({ ...invitation.shape, token: z.string(), url: z.string() })

/** What the holder of a token sees before accepting. */
export const invitationPreview = z.strictObject({
  organizationName: z.string(), inviterName: z.string(), email, role, hasAccount: z.boolean(), expiresAt: instant,
})

export const invitationEndpoints = {
  listInvitations: endpoint({
    id: 'listInvitations', method: 'GET', path: '/api/invitations', tag: 'Invitations', access: 'member', scope: 'members:read',
    permission: 'invitation.read', summary: 'List invitations (managers: their own)', query: z.strictObject(listQuery),
    status: 200, response: listOf(invitation),
  }),
  createInvitation: endpoint({
    id: 'createInvitation', method: 'POST', path: '/api/invitations', tag: 'Invitations', access: 'member', scope: 'members:write',
    permission: 'invitation.create', summary: 'Invite a person; token and address are shown once',
    body: invitationInput, status: 201, response: invitationCreated, secret: true, errors: ['already_member'],
  }),
  revokeInvitation: endpoint({
    id: 'revokeInvitation', method: 'DELETE', path: '/api/invitations/{invitationId}', tag: 'Invitations', access: 'member',
    scope: 'members:write', permission: 'invitation.revoke', summary: 'Withdraw an invitation',
    params: z.strictObject({ invitationId: id }), status: 204, errors: ['invitation_spent'],
  }),
  previewInvitation: endpoint({
    id: 'previewInvitation', method: 'POST', path: '/api/auth/preview-invitation', tag: 'Authentication', access: 'public', scope: null,
    summary: 'What an invitation is for', body: z.strictObject({ token: z.string().max(200) }), status: 200,
    response: invitationPreview, transaction: 'own',
  }),
}

export const invitationEvents = {
  invitationCreated: event({
    type: 'invitation.created', streams: ['inbox'], schema: 1, summary: 'Somebody was invited (told to admins and the inviter)',
    data: z.strictObject({ invitation }),
  }),
  invitationUpdated: event({
    type: 'invitation.updated', streams: ['inbox'], schema: 1, summary: 'An invitation was accepted or withdrawn',
    data: z.strictObject({ invitation }),
  }),
}
