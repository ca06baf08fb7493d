// What changes teams. A team's facts go to its own stream; who may read it from now on is told in inboxes.
import type { BodyOf } from '../../../shared/endpoint.ts'
import type { teamEndpoints, Team as TeamResource, TeamPlace } from '../../../shared/features/teams.ts'
import { events } from '../../../shared/index.ts'
import { teamStream } from '../../../shared/streams.ts'
import { changesBetween, checkVersion, isEmpty } from '../../kernel/changes.ts'
import { conflict, invalid, notFound } from '../../kernel/errors.ts'
import { isTimezone } from '../../kernel/timezone.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Work } from '../../kernel/work.ts'
import { refreshRights } from '../../policy/access.ts'
import { authorize } from '../../policy/policy.ts'
import { lockRights } from '../../policy/rights-lock.ts'
import { departmentReference } from '../departments/department-references.ts'
import { tellingHeads } from '../departments/department-heads.ts'
import { isHeadOf } from '../departments/headings.queries.ts'
import { dropLinksAcross } from '../links/drop-links.ts'
import { findMembers } from '../members/members.queries.ts'
import { Project } from '../projects/project.entity.ts'
import { lockRelations } from '../tasks/lock-relations.ts'
import { checkDepartment, moveTeam } from './place-team.ts'
import { Team, TeamMember } from './team.entity.ts'
import { closeTo, dependsOnTeam, isActive, readersOf, tellOpened } from './team-inboxes.ts'
import { appoint, findTeamMember, lockTeam, putInTeam, touch } from './team-membership.ts'
import { activeMember, fitManager } from './team-people.ts'
import { presentPlace, presentTeam, settingsOf } from './team.presenter.ts'
import { presentWithMembers, readMemberIds } from './teams.queries.ts'

type TeamInput = BodyOf<typeof teamEndpoints.createTeam>
type TeamMemberPatch = BodyOf<typeof teamEndpoints.updateTeamMember>
type TeamPatch = BodyOf<typeof teamEndpoints.updateTeam>

/** Makes a team. Its maker manages it unless an admin names somebody else. */
export async function createTeam(work: Work, input: TeamInput): Promise<TeamResource> {
  await lockRights(work, 'shared')
  const actor = await refreshRights(work.em, work.actor)
  authorize(actor, 'team.create')
  const managerId = input.managerId ?? actor.membershipId
  if (managerId !== actor.membershipId) authorize(actor, 'team.appoint_manager')
  checkTimezone(input.timezone)
  await checkDepartment(work, actor, input.departmentId)
  const people = await findMembers(work.em, [managerId, ...input.memberIds])
  const manager = fitManager(people, managerId)
  input.memberIds.forEach((id, index) => activeMember(people, id, `/memberIds/${index}`))
  const team = work.em.create(Team, {
    organizationId: work.organizationId, name: input.name, description: input.description, manager,
    department: departmentReference(work, input.departmentId),
    membersEditAllTasks: input.settings?.membersEditAllTasks ?? false,
    onlyManagersCreateTasks: input.settings?.onlyManagersCreateTasks ?? false, timezone: input.timezone,
    version: 1, createdAt: work.at, updatedAt: work.at,
  })
  for (const membership of people.values()) {
    work.em.create(TeamMember, { organizationId: work.organizationId, team, membership, createdAt: work.at })
  }
  await work.em.flush()
  const made = presentTeam(team, [...people.keys()].sort())
  work.append(teamStream(team.id), events.teamCreated, { team: made })
  tellOpened(work, team.id, await readersOf(work, team.id, made.memberIds))
  return made
}

/** Changes name, description, settings or department, for admins also the manager. Throws 412 on a stale If-Match. */
export async function updateTeam(
  work: Work, teamId: string, patch: TeamPatch, ifMatch: number | null,
): Promise<TeamResource> {
  const { team, actor } = await lockTeam(work, teamId, 'team.update')
  checkVersion(await presentWithMembers(work, team), ifMatch)
  if (patch.managerId !== undefined && patch.managerId !== team.manager?.id) {
    authorize(actor, 'team.appoint_manager', { teamId })
    await appoint(work, team, fitManager(await findMembers(work.em, [patch.managerId]), patch.managerId))
  }
  if (patch.departmentId !== undefined) await place(work, actor, team, patch.departmentId)
  checkTimezone(patch.timezone)
  const before = { name: team.name, description: team.description, settings: settingsOf(team), timezone: team.timezone ?? null }
  const changes = changesBetween(before, {
    name: patch.name, description: patch.description, timezone: patch.timezone,
    settings: patch.settings && { ...before.settings, ...withoutUndefined(patch.settings) },
  })
  if (!isEmpty(changes)) {
    work.em.assign(
      team,
      { name: patch.name ?? team.name, description: patch.description ?? team.description, ...changes.settings?.[1], ...(patch.timezone !== undefined && { timezone: patch.timezone }) },
    )
    touch(work, team)
    work.append(teamStream(teamId), events.teamUpdated, { teamId, version: team.version, changes })
  }
  await work.em.flush()
  return presentWithMembers(work, team)
}

function checkTimezone(timezone: string | null | undefined): void {
  if (timezone && !isTimezone(timezone)) throw invalid('/timezone', 'This is no time zone. Use a name such as Europe/Berlin.')
}

/** Moves a team to another department: whoever heads both may. Out of all of them, and so from all heads above, only admins take it. */
async function place(work: Work, actor: Actor, team: Team, departmentId: string | null): Promise<void> {
  const before = team.department?.id ?? null
  if (before === departmentId) return
  await checkDepartment(work, actor, before)
  if (departmentId === null) authorize(actor, 'team.leave_department', { teamId: team.id })
  await checkDepartment(work, actor, departmentId)
  await tellingHeads(work, async () => moveTeam(work, team, departmentId), team.id)
}

/** Deletes a team without projects; those in the trash go with it, and so do links of their tasks with other teams'. */
export async function deleteTeam(work: Work, teamId: string): Promise<void> {
  await lockRelations(work)
  const { team } = await lockTeam(work, teamId, 'team.delete')
  const projects = await work.em.count(Project, { team: { id: teamId }, deletedAt: null })
  if (projects > 0) throw conflict('team_not_empty', 'The team still has projects. Delete them first.', { projects })
  const members = await readMemberIds(work.em, [team])
  const readers = await readersOf(work, teamId, members.get(teamId) ?? [])
  await dropLinksAcross(work, teamId)
  await closeTo(work, teamId, readers)
  await work.em.nativeDelete(Team, { id: teamId })
  work.append(teamStream(teamId), events.teamDeleted, { teamId })
}

/** Adds an active member; adding one who belongs to the team already changes nothing. */
export async function addTeamMember(work: Work, teamId: string, memberId: string): Promise<TeamResource> {
  const { team } = await lockTeam(work, teamId, 'team.manage_members')
  const member = (await findMembers(work.em, [memberId])).get(memberId)
  if (!member) throw notFound()
  if (!isActive(member)) throw conflict('conflict', 'This member is deactivated. Reactivate them first.')
  await putInTeam(work, team, member)
  return presentWithMembers(work, team)
}

/** Says what a member does in the team. */
export async function updateTeamMember(work: Work, teamId: string, memberId: string, patch: TeamMemberPatch): Promise<TeamPlace> {
  const { team } = await lockTeam(work, teamId, 'team.manage_members')
  const place = await findTeamMember(work, team, memberId)
  if (!place) throw notFound()
  const { title, responsibilities } = place
  const changes = changesBetween({ title, responsibilities }, patch)
  if (isEmpty(changes)) return presentPlace(place)
  work.em.assign(place, { title: patch.title ?? title, responsibilities: patch.responsibilities ?? responsibilities })
  touch(work, team)
  work.append(teamStream(teamId), events.teamMemberUpdated, { teamId, memberId, version: team.version, changes })
  return presentPlace(place)
}

/** Removes a member; unless they see every team, their sockets leave at the event's offset (RT19). */
export async function removeTeamMember(work: Work, teamId: string, memberId: string): Promise<TeamResource> {
  const { team } = await lockTeam(work, teamId, 'team.manage_members')
  const place = await findTeamMember(work, team, memberId)
  const member = (await findMembers(work.em, [memberId])).get(memberId)
  if (!place || !member) throw notFound()
  if (team.manager?.id === memberId) {
    throw conflict('conflict', 'The manager cannot be removed. Have an admin appoint another manager first.')
  }
  work.em.remove(place)
  touch(work, team)
  await work.em.flush()
  work.append(teamStream(teamId), events.teamMemberRemoved, { teamId, memberId, version: team.version })
  if (dependsOnTeam(member) && !await isHeadOf(work, member.id, teamId)) await closeTo(work, teamId, [member])
  return presentWithMembers(work, team)
}

type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> }

function withoutUndefined<T extends object>(values: T): Given<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>
}
