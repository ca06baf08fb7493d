// What the matrix of operations and roles sends and expects, where the endpoint and the tenant-swap matrix alone do not say it; each with its reason.
import type { Endpoint } from '../../shared/endpoint.ts'
import type { Permission } from '../../shared/permissions.ts'
import { PASSWORD } from '../support/factories.ts'
import type { Company } from '../tenancy/company.ts'
import { requestsOf } from '../tenancy/fixtures.ts'
import type { Sent } from '../tenancy/places.ts'

/** Operations whose endpoint names no permission: one's own account, inbox and settings are everybody's; a stream is read by who reads its team. */
export const WITHOUT_PERMISSION: Readonly<Record<string, Permission | 'own'>> = {
  changePassword: 'own', switchOrganization: 'own', readProfile: 'own', replaceProfile: 'own', updateProfile: 'own', exportOwnData: 'own', deleteAccount: 'own', putPicture: 'own', deletePicture: 'own',
  readNotificationSettings: 'own', replaceNotificationSettings: 'own', listNotifications: 'own', readLetterSettings: 'own', replaceLetterSettings: 'own',
  listStreamEvents: 'team.read', readStreamText: 'team.read',
  // One's own, but those of a task only while one may see that.
  markNotificationsRead: 'task.read', archiveNotifications: 'task.read',
  // There is one to stop only for who could start it before.
  stopTimer: 'time.log',
}

/** What an operation asks for beside its permission, since it changes a task too. */
export const ASKED_TOO: Readonly<Record<string, Permission>> = { transferTasks: 'task.update', turnItemIntoTask: 'task.update' }

/** About the asker's own things, or those of them that they may see. */
export const OF_ONESELF = new Set(['listSessions', 'endSession', 'listTokens', 'createToken', 'revokeToken', 'listInvitations'])

/** What an admin is answered who may: an organization that is not empty takes in no archive; another name or address than one's own deletes nothing. */
export const ANSWERED: Readonly<Record<string, number>> = { importArchive: 409, deleteAccount: 422, deleteOrganization: 422 }

/** Codes of 422 that refuse where others answer 403 or 404: all operations of a request told at once; a team in the body that one cannot see. */
export const REFUSED_BY: Readonly<Record<string, string>> = { bulkTasks: 'bulk_failed', createInvitation: 'invalid_reference' }

/** In `company` all was made by its admin; in `mine` the asker stands for the admin, with a session, token and reminder of their own. */
type Ask = (company: Company, mine: Company) => Sent

const asks: Readonly<Record<string, Ask>> = {
  // With the tenant-swap matrix's heads, managers and departments they ask for other permissions as well.
  createTeam: () => ({ body: { name: 'Team' } }),
  updateTeam: ({ team }) => ({ params: { teamId: team.id }, body: { name: 'Renamed' } }),
  createToken: () => ({ body: { name: 'Token', scopes: ['tasks:read'] } }),
  createTask: ({ project }) => ({ body: { projectId: project.id, title: 'Task' } }),
  createTaskFromTemplate: ({ taskTemplate }) => ({ params: { templateId: taskTemplate.id }, body: {} }),
  bulkTasks: ({ otherTask }) => ({ body: { mode: 'atomic', operations: [{ op: 'update', taskId: otherTask.id, title: 'Changed' }] } }),
  // The one item becomes a task and is gone, the other is changed and deleted.
  turnItemIntoTask: ({ otherItem }) => ({ params: { itemId: otherItem.id }, body: {} }),
  updateChecklistItem: ({ item }) => ({ params: { itemId: item.id }, body: { done: true } }),
  // Of the admin, since the asker may have no such thing.
  updateTeamMember: ({ emptyTeam, admin }) => ({ params: { teamId: emptyTeam.id, memberId: admin.membership.id }, body: { title: 'Lead' } }),
  readMemberPicture: ({ admin }) => ({ params: { memberId: admin.membership.id } }),
  setProjectMember: ({ project, projectMember }) => ({ params: { projectId: project.id, memberId: projectMember.memberId }, body: { hoursPerWeek: 10 } }),
  markNotificationsRead: ({ task }) => ({ body: { read: true, taskId: task.id } }),
  archiveNotifications: ({ task }) => ({ body: { archived: true, taskId: task.id } }),
  // Made by several of them, with a name that is unique.
  createLabel: ({ project }) => ({ params: { projectId: project.id }, body: { name: `Label ${crypto.randomUUID()}` } }),
  // So that they stay.
  deleteAccount: () => ({ body: { password: PASSWORD, email: 'nobody@example.com' } }),
  deleteOrganization: () => ({ body: { password: PASSWORD, name: 'Another' } }),
}

export const requestOf = ({ id }: Endpoint, company: Company, mine: Company): Sent => asks[id]?.(company, mine) ?? requestsOf(id, mine)[0]!

/** Reads, then writes, then deletions from the leaves up, and at the end what ends the asker's session: endpoints are listed from the organization down to attachments. */
export function inWorkableOrder(all: readonly Endpoint[]): Endpoint[] {
  const last = all.filter(({ id }) => ['changePassword', 'switchOrganization'].includes(id))
  const of = (...methods: string[]) => all.filter((endpoint) => methods.includes(endpoint.method) && !last.includes(endpoint))
  return [...of('GET'), ...of('POST', 'PUT', 'PATCH'), ...of('DELETE').reverse(), ...last]
}
