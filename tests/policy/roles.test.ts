// The role x permission x relation table (X15, S5, S10-S37) against what the Roles section of the product says, written down here by hand.
import { describe, expect, it } from 'vitest'
import { can, permissions, roles, type Actor, type Permission, type Role, type Subject } from '../../shared/permissions.ts'

const [me, somebody] = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002']
const [team, otherTeam] = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b']
const [department, otherDepartment] = ['00000000-0000-7000-8000-00000000000c', '00000000-0000-7000-8000-00000000000d']

/** How one stands to a team and to a thing in it. */
interface Standing {
  place: 'outside' | 'member' | 'manager'
  created: boolean
  assigned: boolean
  membersEditAll: boolean
  onlyManagersCreate: boolean
  /** Whether they head the department that it is about. */
  heads?: boolean
}

const yesNo = [false, true]
const standings: Standing[] = (['outside', 'member', 'manager'] as const).flatMap((place) => yesNo.flatMap((created) => yesNo.flatMap((assigned) =>
  yesNo.flatMap((membersEditAll) => yesNo.map((onlyManagersCreate) => ({ place, created, assigned, membersEditAll, onlyManagersCreate })))))).concat(
  yesNo.map((heads) => ({ place: 'member', created: false, assigned: false, membersEditAll: false, onlyManagersCreate: false, heads })))

type Says = (role: Role, standing: Standing) => boolean

const everybody: Says = () => true
const admins: Says = (role) => role === 'admin'
const admin = admins
/** An employee is never a team's manager, whatever a row says. */
const runs: Says = (role, { place }) => role === 'admin' || (role === 'manager' && place === 'manager')
const belongs: Says = (role, { place }) => role === 'admin' || place !== 'outside'
const own: Says = (_, { created }) => created
const worksOn: Says = (role, standing) => runs(role, standing) ||
  (belongs(role, standing) && (standing.created || standing.assigned || standing.membersEditAll))

/** "admin (all teams, projects, tasks, people and settings), manager (creates teams; runs those they manage), employee (...)". */
const product: Record<Permission, Says> = {
  'organization.read': everybody,
  'organization.update': admins,
  'organization.read_activity': admins,
  'organization.export': admins,
  'organization.import': admins,
  'organization.delete': admins,
  'member.read': everybody,
  'member.update': admins,
  'member.plan': runs,
  'member.plan_own': own,
  'member.erase': admins,
  'member.reset_password': admins,
  'invitation.read': (role, standing) => role === 'admin' || (role === 'manager' && standing.created),
  'invitation.create': runs,
  'invitation.revoke': (role, standing) => role === 'admin' || (role === 'manager' && standing.created),
  'bot.create': admins,
  'token.manage': own,
  'session.manage': own,
  'department.read': everybody,
  'department.create': admins,
  'department.update': admins,
  'department.appoint_head': admins,
  'department.delete': admins,
  'team.create': (role) => role !== 'employee',
  'team.read': belongs,
  'team.update': runs,
  'team.appoint_manager': admins,
  'team.place': (role, { heads }) => role === 'admin' || (role === 'manager' && heads === true),
  'team.leave_department': admins,
  'team.delete': runs,
  'team.manage_members': runs,
  'goal.update': runs,
  'goal.report': belongs,
  'post.create': belongs,
  'post.update': (role, standing) => standing.created && (admin(role, standing) || standing.place !== 'outside'),
  'post.delete': (role, standing) => runs(role, standing) || (standing.created && standing.place !== 'outside'),
  'project.create': runs,
  'project.read': belongs,
  'project.update': runs,
  'project.delete': runs,
  'workflow.update': runs,
  'label.create': belongs,
  'label.update': runs,
  'task.read': belongs,
  'task.create': (role, standing) => runs(role, standing) || (belongs(role, standing) && !standing.onlyManagersCreate),
  'task.update': worksOn,
  'task.move': worksOn,
  'task.archive': worksOn,
  'task.delete': worksOn,
  'task.overrule': runs,
  'comment.create': belongs,
  'comment.update': (role, standing) => standing.created && (admin(role, standing) || standing.place !== 'outside'),
  'comment.delete': (role, standing) => runs(role, standing) || (standing.created && standing.place !== 'outside'),
  'view.create': belongs,
  'change.undo': (role, standing) => runs(role, standing) || (standing.created && standing.place !== 'outside'),
  'view.update': (role, standing) => runs(role, standing) || (standing.created && standing.place !== 'outside'),
  'time.log': worksOn,
  'time.update': (role, standing) => role === 'admin' || (standing.created && standing.place !== 'outside'),
  'time.approve': runs,
  'import.create': runs,
  'report.read': runs,
  'report.read_department': (role, { heads }) => role === 'admin' || (role === 'manager' && heads === true),
  'report.read_organization': admins,
  'report.read_own': everybody,
  'presence.share': belongs,
}

function actorOf(role: Role, { place, heads }: Standing): Actor {
  return {
    membershipId: me, role, teams: place === 'outside' ? { [otherTeam]: 'manager' } : { [team]: place },
    ...(heads !== undefined && { departments: [heads ? department : otherDepartment] }),
  }
}

function subjectOf({ created, assigned, membersEditAll, onlyManagersCreate }: Standing): Subject {
  return {
    teamId: team, departmentId: department, createdById: created ? me : somebody, assigneeIds: assigned ? [somebody, me] : [somebody],
    settings: { membersEditAllTasks: membersEditAll, onlyManagersCreateTasks: onlyManagersCreate },
  }
}

describe('X15 S33 S35 S36 S37 the table of permissions is what the product says', () => {
  it('for every permission there is an expectation', () => {
    expect(Object.keys(permissions).sort()).toEqual(Object.keys(product).sort())
    expect(roles).toEqual(['admin', 'manager', 'employee'])
  })

  const every = Object.keys(product) as Permission[]
  it.each(every)('%s for every role and standing', (permission) => {
    const wrong = roles.flatMap((role) => standings.filter((standing) =>
      can(actorOf(role, standing), permission, subjectOf(standing)) !== product[permission](role, standing)).map((standing) => ({ role, ...standing })))
    expect(wrong).toEqual([])
  })

  it('S5 managing one team gives nothing in another', () => {
    const manager: Actor = { membershipId: me, role: 'manager', teams: { [otherTeam]: 'manager', [team]: 'member' } }
    for (const permission of ['team.update', 'team.delete', 'project.create', 'project.delete', 'workflow.update', 'import.create'] as const) {
      expect(can(manager, permission, { teamId: team }), permission).toBe(false)
      expect(can(manager, permission, { teamId: otherTeam }), permission).toBe(true)
    }
  })

  it('without a team nothing that a team must grant is granted', () => {
    const manager: Actor = { membershipId: me, role: 'manager', teams: { [team]: 'manager' } }
    const granted = every.filter((permission) => can(manager, permission, {}))
    expect(granted.sort()).toEqual(['department.read', 'member.read', 'organization.read', 'report.read_own', 'team.create'])
  })

  it('a thing without author is nobody\'s own', () => {
    for (const role of roles) expect(can({ membershipId: '', role, teams: {} }, 'token.manage', { createdById: null })).toBe(false)
  })
})
