// Authentication: accounts, sessions, profile.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { event } from '../event.ts'
import { email, id, instant, line, text } from '../ids.ts'
import { listOf } from '../lists.ts'
import { member } from './members.ts'
import { organization } from './organizations.ts'

export const user = z.strictObject({
  id, email, name: line(200), phone: text(40).nullable(), dateOfBirth: z.iso.date().nullable(), timezone: z.string().max(64),
  picture: z.string().nullable().describe('The hash of the picture'), createdAt: instant,
})
export type User = z.infer<typeof user>

/** Counted in characters (code points), as JSON Schema does, so that an emoji is one. */
const characters = (least: number, most: number) =>
  z.string().refine((value) => [...value].length >= least && [...value].length <= most, `Use ${least} to ${most} characters`)
    .meta({ minLength: least, maxLength: most })
export const newPassword = characters(8, 128)
export const givenPassword = characters(1, 128)

/** `refresh` is absent for browsers (header `Lockstep-Client: browser`): it travels as an httpOnly cookie. */
export const tokens = z.strictObject({ access: z.string(), refresh: z.string().optional() })
export const signedIn = z.strictObject({ user, organization, membership: member, ...tokens.shape })
export type SignedIn = z.infer<typeof signedIn>

/** Of a new account; what the server does not know becomes UTC, so that no exotic device keeps anybody out. */
const deviceTimezone = z.string().max(64).optional().describe('The time zone of the device, by its IANA name')

/** Browsers leave `refresh` out: it comes from the cookie. */
const refreshInput = z.strictObject({ refresh: z.string().max(500).optional() })

export const profile = z.strictObject({
  ...user.shape,
  organizations: z.array(z.strictObject({ id, name: z.string(), membershipId: id, role: z.string() })),
})
export type Profile = z.infer<typeof profile>
export const profileInput = z.strictObject({
  name: line(200), phone: text(40).nullable(), dateOfBirth: z.iso.date().nullable(), timezone: z.string().min(1).max(64),
})

export const session = z.strictObject({
  id, current: z.boolean(), userAgent: z.string(), address: z.string(), createdAt: instant, lastUsedAt: instant,
})
export type Session = z.infer<typeof session>

const open = { tag: 'Authentication', access: 'public', scope: null, transaction: 'own' } as const
const own = { tag: 'Authentication', access: 'member', scope: null, transaction: 'own' } as const

export const authEndpoints = {
  register: endpoint({
    ...open, id: 'register', method: 'POST', path: '/api/auth/register', summary: 'Make an account, its organization and its admin',
    body: z.strictObject({ email, password: newPassword, name: line(200), organizationName: line(200), timezone: deviceTimezone }), status: 201, response: signedIn,
    secret: true, errors: ['email_taken', 'weak_password', 'rate_limited'],
  }),
  login: endpoint({
    ...open, id: 'login', method: 'POST', path: '/api/auth/login', summary: 'Sign in',
    body: z.strictObject({ email, password: givenPassword, organizationId: id.optional() }), status: 200, response: signedIn,
    secret: true, errors: ['invalid_credentials', 'rate_limited'],
  }),
  refresh: endpoint({
    ...open, id: 'refresh', method: 'POST', path: '/api/auth/refresh',
    summary: 'Exchange a refresh token for new tokens; reuse of an old one ends the session',
    body: refreshInput, status: 200, response: tokens, secret: true, errors: ['session_ended'],
  }),
  verify: endpoint({
    ...open, id: 'verify', method: 'POST', path: '/api/auth/verify', summary: 'Whether a token is valid now',
    body: z.strictObject({ token: z.string().max(4000) }), status: 200,
    response: z.strictObject({ valid: z.literal(true), expiresAt: instant.nullable() }), errors: ['unauthenticated'],
  }),
  logout: endpoint({
    ...open, id: 'logout', method: 'POST', path: '/api/auth/logout', summary: 'End the session of a refresh token',
    body: refreshInput, status: 204,
  }),
  acceptInvitation: endpoint({
    ...open, id: 'acceptInvitation', method: 'POST', path: '/api/auth/accept-invitation',
    summary: 'Become a member; for an existing account the password is checked, not set',
    body: z.strictObject({ token: z.string().max(200), name: line(200).optional(), password: givenPassword, timezone: deviceTimezone }), status: 201, response: signedIn,
    secret: true, errors: ['invitation_spent', 'invalid_credentials', 'weak_password', 'rate_limited'],
  }),
  changePassword: endpoint({
    ...own, id: 'changePassword', method: 'POST', path: '/api/auth/change-password',
    summary: 'Change the password; other sessions end', body: z.strictObject({ currentPassword: givenPassword, newPassword }),
    status: 204, errors: ['invalid_credentials', 'weak_password'],
  }),
  switchOrganization: endpoint({
    ...own, id: 'switchOrganization', method: 'POST', path: '/api/auth/switch-organization',
    summary: 'Go on in another organization that one belongs to', body: z.strictObject({ organizationId: id }), status: 200,
    response: signedIn, secret: true,
  }),
  readProfile: endpoint({
    ...own, id: 'readProfile', method: 'GET', path: '/api/auth/profile', summary: 'Read one\'s profile', status: 200, response: profile,
  }),
  replaceProfile: endpoint({
    ...own, id: 'replaceProfile', method: 'PUT', path: '/api/auth/profile', summary: 'Replace one\'s profile', body: profileInput,
    status: 200, response: profile,
  }),
  updateProfile: endpoint({
    ...own, id: 'updateProfile', method: 'PATCH', path: '/api/auth/profile', summary: 'Change fields of one\'s profile',
    body: profileInput.partial(), status: 200, response: profile,
  }),
  listSessions: endpoint({
    ...own, id: 'listSessions', method: 'GET', path: '/api/auth/sessions', summary: 'List one\'s sessions, the 200 last used', status: 200,
    response: listOf(session), permission: 'session.manage',
  }),
  endSession: endpoint({
    ...own, id: 'endSession', method: 'DELETE', path: '/api/auth/sessions/{sessionId}', summary: 'End a session and its sockets',
    params: z.strictObject({ sessionId: id }), status: 204, permission: 'session.manage',
  }),
}

export const authEvents = {
  sessionOpened: event({
    type: 'session.opened', streams: ['inbox'], schema: 1, summary: 'The addressee signed in somewhere',
    // Whoever may read the stream may read it for years: the address stays in the list of sessions. Events of 0.1.0 have it.
    data: z.strictObject({ session: session.omit({ current: true }).partial({ address: true }) }),
  }),
  sessionEnded: event({
    type: 'session.ended', streams: ['inbox'], schema: 1, summary: 'A session of the addressee ended; its sockets are closed',
    data: z.strictObject({ sessionId: id, reason: z.enum(['logout', 'ended', 'reuse', 'password_changed']) }),
  }),
}
