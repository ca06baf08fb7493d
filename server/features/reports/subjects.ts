// What a report or a workload can be of, and who may read it.
import type { Report } from '../../../shared/features/reports.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize, readableTeams, teamsWith } from '../../policy/policy.ts'
import { Department } from '../departments/department.entity.ts'
import { departmentsWithin } from '../departments/departments.queries.ts'
import { Membership } from '../members/membership.entity.ts'
import { Organization } from '../organizations/organization.entity.ts'
import { Team, TeamMember } from '../teams/team.entity.ts'

export interface Subject<Scope extends Report['scope'] = Report['scope']> {
  scope: Scope
  scopeId: string | null
  name: string
  /** null: all of the organization. */
  teamIds: readonly string[] | null
}

export async function wholeOrganization(work: Work): Promise<Subject<'organization'>> {
  authorize(work.actor, 'report.read_organization')
  const { name } = await work.em.findOneOrFail(Organization, { id: work.organizationId })
  return { scope: 'organization', scopeId: null, name, teamIds: null }
}

/** Everybody may know of a department: who may not read its report is told so. */
export async function oneDepartment(work: Work, departmentId: string): Promise<Subject<'department'>> {
  const department = await work.em.findOne(Department, { id: departmentId })
  if (!department) throw notFound()
  authorize(work.actor, 'report.read_department', { departmentId })
  const teams = await work.em.find(Team, { department: { id: { $in: await departmentsWithin(work, departmentId) } } })
  return { scope: 'department', scopeId: departmentId, name: department.name, teamIds: teams.map(({ id }) => id) }
}

export async function oneTeam(work: Work, teamId: string): Promise<Subject<'team'>> {
  const team = await work.em.findOne(Team, { id: teamId })
  if (!team) throw notFound()
  authorize(work.actor, 'report.read', { teamId })
  return { scope: 'team', scopeId: teamId, name: team.name, teamIds: [teamId] }
}

/** One's own work is told of all that one may read; that of others of the teams that one runs, to whoever runs one of theirs. */
export async function oneMember(work: Work, memberId: string): Promise<Subject<'member'>> {
  const { actor } = work
  const member = await work.em.findOne(Membership, { id: memberId })
  if (!member) throw notFound()
  const isOwn = memberId === actor.membershipId
  const teamIds = isOwn ? readableTeams(actor) : teamsWith(actor, 'report.read')
  if (isOwn) authorize(actor, 'report.read_own')
  else if (!await isInOneOf(work, memberId, teamIds)) authorize(actor, 'report.read')
  return { scope: 'member', scopeId: memberId, name: member.name, teamIds }
}

const isInOneOf = async ({ em }: Work, memberId: string, teamIds: readonly string[] | null) =>
  teamIds !== null && await em.count(TeamMember, { membership: { id: memberId }, team: { id: { $in: [...teamIds] } } }) > 0
