// Who may do what: one table of permissions and roles, and the pure function that reads it.
import { z } from 'zod'

export const roles = ['admin', 'manager', 'employee'] as const
export type Role = (typeof roles)[number]
export const role = z.enum(roles)

/** When a role has a permission. */
export const grants = {
  always: 'always',
  never: 'never',
  managed: 'in teams they manage, also as head of a department above',
  heading: 'in departments they head, and those below',
  member: 'in teams they belong to',
  involved: 'on tasks assigned to or created by them (or all of the team, where the team says so)',
  creating: 'in teams they belong to (unless the team leaves it to managers)',
  author: 'what they wrote or did themselves; whoever runs the team may also delete it, undo changes, and change shared views',
  self: 'their own',
} as const
export type Grant = keyof typeof grants

type Row = Readonly<Record<Role, Grant>>
const everyone: Row = { admin: 'always', manager: 'always', employee: 'always' }
const adminsOnly: Row = { admin: 'always', manager: 'never', employee: 'never' }
const teamReaders: Row = { admin: 'always', manager: 'member', employee: 'member' }
const teamManagers: Row = { admin: 'always', manager: 'managed', employee: 'never' }
const taskWorkers: Row = { admin: 'always', manager: 'involved', employee: 'involved' }

export const permissions = {
  'organization.read': everyone,
  'organization.update': adminsOnly,
  'organization.read_activity': adminsOnly,
  'organization.export': adminsOnly,
  'organization.import': adminsOnly,
  'organization.delete': adminsOnly,
  'member.read': everyone,
  'member.update': adminsOnly,
  'member.plan': teamManagers,
  'member.plan_own': { admin: 'self', manager: 'self', employee: 'self' },
  'member.erase': adminsOnly,
  'member.reset_password': adminsOnly,
  'invitation.read': { admin: 'always', manager: 'self', employee: 'never' },
  'invitation.create': teamManagers,
  'invitation.revoke': { admin: 'always', manager: 'self', employee: 'never' },
  'bot.create': adminsOnly,
  'token.manage': { admin: 'self', manager: 'self', employee: 'self' },
  'session.manage': { admin: 'self', manager: 'self', employee: 'self' },
  'department.read': everyone,
  'department.create': adminsOnly,
  'department.update': adminsOnly,
  'department.appoint_head': adminsOnly,
  'department.delete': adminsOnly,
  'team.create': { admin: 'always', manager: 'always', employee: 'never' },
  'team.read': teamReaders,
  'team.update': teamManagers,
  'team.appoint_manager': adminsOnly,
  'team.place': { admin: 'always', manager: 'heading', employee: 'never' },
  'team.leave_department': adminsOnly,
  'team.delete': teamManagers,
  'team.manage_members': teamManagers,
  'goal.update': teamManagers,
  'goal.report': teamReaders,
  'post.create': teamReaders,
  'post.update': { admin: 'author', manager: 'author', employee: 'author' },
  'post.delete': { admin: 'always', manager: 'author', employee: 'author' },
  'project.create': teamManagers,
  'project.read': teamReaders,
  'project.update': teamManagers,
  'project.delete': teamManagers,
  'workflow.update': teamManagers,
  'label.create': teamReaders,
  'label.update': teamManagers,
  'task.read': teamReaders,
  'task.create': { admin: 'always', manager: 'creating', employee: 'creating' },
  'task.update': taskWorkers,
  'task.move': taskWorkers,
  'task.archive': taskWorkers,
  'task.delete': taskWorkers,
  'task.overrule': teamManagers,
  'comment.create': teamReaders,
  'comment.update': { admin: 'author', manager: 'author', employee: 'author' },
  'comment.delete': { admin: 'always', manager: 'author', employee: 'author' },
  'change.undo': { admin: 'always', manager: 'author', employee: 'author' },
  'view.create': teamReaders,
  'view.update': { admin: 'always', manager: 'author', employee: 'author' },
  'time.log': taskWorkers,
  'time.update': { admin: 'always', manager: 'author', employee: 'author' },
  'time.approve': teamManagers,
  'import.create': teamManagers,
  'report.read': teamManagers,
  'report.read_department': { admin: 'always', manager: 'heading', employee: 'never' },
  'report.read_organization': adminsOnly,
  'report.read_own': everyone,
  'presence.share': teamReaders,
} as const satisfies Record<string, Row>
export type Permission = keyof typeof permissions

/** Who asks. `teams` holds the teams they belong to or run as head of a department, and as what. */
export interface Actor {
  readonly membershipId: string
  readonly role: Role
  readonly teams: Readonly<Record<string, 'manager' | 'member'>>
  /** The departments that they head, with all below; absent: none. */
  readonly departments?: readonly string[]
}

/** What it is about; give what the permission's grants need. */
export interface Subject {
  teamId?: string
  departmentId?: string
  /** The task's assignees, or the author of a comment, invitation, token (membership ids). */
  assigneeIds?: readonly string[]
  createdById?: string | null
  /** The team's own widenings. */
  settings?: { membersEditAllTasks: boolean; onlyManagersCreateTasks: boolean }
}

/**
 * Whether the actor has the permission on the subject. Pure; the only reader of the table.
 * Whoever manages the team may do all that a grant limited to members or the involved allows there, and delete what others wrote.
 */
export function can(actor: Actor, permission: Permission, subject: Subject = {}): boolean {
  const grant: Grant = permissions[permission][actor.role]
  const place = subject.teamId === undefined ? undefined : actor.teams[subject.teamId]
  const runsTeam = place === 'manager' && actor.role !== 'employee'
  const created = subject.createdById != null && subject.createdById === actor.membershipId
  switch (grant) {
    case 'always': return true
    case 'never': return false
    case 'managed': return runsTeam
    case 'heading': return subject.departmentId !== undefined && actor.departments?.includes(subject.departmentId) === true
    case 'member': return place !== undefined
    case 'creating': return runsTeam || (place !== undefined && !subject.settings?.onlyManagersCreateTasks)
    case 'involved': return runsTeam || (place !== undefined && (created || involves(subject, actor)))
    case 'author': return ((permission.endsWith('.delete') || permission === 'view.update' || permission === 'change.undo') && runsTeam) || (place !== undefined && created) ||
      (actor.role === 'admin' && created)
    case 'self': return created
  }
}

function involves(subject: Subject, actor: Actor): boolean {
  return subject.settings?.membersEditAllTasks === true || (subject.assigneeIds ?? []).includes(actor.membershipId)
}

/** Whether somebody of a role may invite people as another role. */
export function mayInviteAs(inviter: Role, invited: Role): boolean {
  return inviter === 'admin' || invited === 'employee'
}

/** What an API token may be allowed. `x:write` includes `x:read`. */
export const scopes = [
  'organization:read', 'organization:write', 'members:read', 'members:write', 'teams:read', 'teams:write',
  'projects:read', 'projects:write', 'tasks:read', 'tasks:write', 'streams:read',
] as const
export type Scope = (typeof scopes)[number]
export const scope = z.enum(scopes)

/** Whether a token with `granted` may use an endpoint that needs `needed`. */
export function allowsScope(granted: readonly Scope[], needed: Scope): boolean {
  return granted.includes(needed) || granted.includes(needed.replace(':read', ':write') as Scope)
}
