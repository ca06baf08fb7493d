// What people may do with data about themselves, and admins with those of the organization: take them along, and erase them.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { givenPassword, user } from './auth.ts'
import { email } from '../ids.ts'
import { member } from './members.ts'

/** Raised when a reader of the file would have to be changed. */
export const OWN_DATA_VERSION = 1

/** What the file has of each organization, in its order: lists, each of any length. */
export const ownDataLists = [
  'teams', 'createdTasks', 'assignedTasks', 'watchedTasks', 'projects', 'comments', 'posts', 'postComments', 'timeEntries', 'files', 'views', 'starredProjects', 'reminders', 'notifications', 'invitations', 'tokens',
] as const
export type OwnDataList = (typeof ownDataLists)[number]

const rows = z.array(z.record(z.string(), z.unknown()))
const counts = z.record(z.string(), z.int())
const lists = Object.fromEntries(ownDataLists.map((name) => [name, rows])) as Record<OwnDataList, typeof rows>

/** What the file is, for readers of it and for tests; it is written piece by piece. */
export const ownData = z.strictObject({
  format: z.literal('lockstep-own-data'), version: z.literal(OWN_DATA_VERSION), createdAt: z.iso.datetime(), account: user,
  picture: z.strictObject({ type: z.string(), base64: z.string() }).nullable(), sessions: rows,
  organizations: z.array(z.strictObject({
    id: z.uuid(), name: z.string(), member, settings: z.record(z.string(), z.unknown()), ...lists, counts,
  })),
  counts: counts.describe('Of all organizations together'),
})
export type OwnData = z.infer<typeof ownData>

export const privacyEndpoints = {
  exportOwnData: endpoint({
    id: 'exportOwnData', method: 'GET', path: '/api/auth/own-data', tag: 'Authentication', access: 'member', scope: null, transaction: 'own',
    summary: 'What is stored about oneself, in every organization that one belongs to, as one JSON file; no secrets, no history, no tasks of teams that one can no longer read. API tokens cannot ask for it',
    status: 200, file: { types: ['application/json'], written: true },
  }),
  deleteAccount: endpoint({
    id: 'deleteAccount', method: 'POST', path: '/api/auth/account-deletion', tag: 'Authentication', access: 'member', scope: null, transaction: 'own',
    summary: 'Delete one\'s account, for good: one is erased from each organization, where one\'s work stays under "Former member"',
    body: z.strictObject({ password: givenPassword, email: email.describe('One\'s own address, as a confirmation') }),
    status: 204, errors: ['invalid_credentials', 'validation_failed', 'last_admin'],
  }),
  deleteOrganization: endpoint({
    id: 'deleteOrganization', method: 'POST', path: '/api/organization/deletion', tag: 'Organization', access: 'member', scope: null, transaction: 'own', permission: 'organization.delete',
    summary: 'Delete the organization with all that it has, for good. Everybody is signed out at once; accounts that belong to no other organization are deleted',
    body: z.strictObject({ password: givenPassword.describe('One\'s own'), name: z.string().max(200).describe('The name of the organization, as a confirmation') }),
    status: 204, errors: ['invalid_credentials', 'validation_failed'],
  }),
}
