// A team as the API shows it.
import type { MemberPlace, Team as TeamResource, TeamPlace } from '../../../shared/features/teams.ts'
import type { Team, TeamMember } from './team.entity.ts'

/** `memberIds` in the order in which they joined. */
export function presentTeam(team: Team, memberIds: string[]): TeamResource {
  return {
    id: team.id, name: team.name, description: team.description, managerId: team.manager?.id ?? null,
    departmentId: team.department?.id ?? null, memberIds,
    settings: settingsOf(team), timezone: team.timezone ?? null, version: team.version,
    createdAt: team.createdAt.toISOString(), updatedAt: team.updatedAt.toISOString(),
  }
}

export const settingsOf = ({ membersEditAllTasks, onlyManagersCreateTasks }: Team): TeamResource['settings'] =>
  ({ membersEditAllTasks, onlyManagersCreateTasks })

export function presentPlace({ membership, title, responsibilities, createdAt }: TeamMember): TeamPlace {
  return { memberId: membership.id, title, responsibilities, joinedAt: createdAt.toISOString() }
}

export function presentMemberPlace({ team, title, responsibilities, createdAt }: TeamMember): MemberPlace {
  return { teamId: team.id, title, responsibilities, joinedAt: createdAt.toISOString() }
}
