// Reads teams with their members.
import type { SqlEntityManager } from '@mikro-orm/sql'
import { z } from 'zod'
import type { teamEndpoints, Team as TeamResource } from '../../../shared/features/teams.ts'
import type { QueryOf } from '../../../shared/endpoint.ts'
import { id, line } from '../../../shared/ids.ts'
import { notFound } from '../../kernel/errors.ts'
import { decodeCursor, page } from '../../kernel/pages.ts'
import type { Work } from '../../kernel/work.ts'
import { teamsReadableBy } from '../../policy/scopes.ts'
import { departmentsWithin } from '../departments/departments.queries.ts'
import { Team, TeamMember } from './team.entity.ts'
import { presentTeam } from './team.presenter.ts'

const nameCursor = z.tuple([line(200), id])

/** A page of the teams that the actor may read, by name. */
export async function listTeams(work: Work, { limit, cursor, departmentId }: QueryOf<typeof teamEndpoints.listTeams>) {
  const seen = decodeCursor(cursor, nameCursor)
  const after = seen ? { $or: [{ name: { $gt: seen[0] } }, { name: seen[0], id: { $gt: seen[1] } }] } : {}
  const within = departmentId ? { department: { id: { $in: await departmentsWithin(work, departmentId) } } } : {}
  const teams = await work.em.find(
    Team, { $and: [teamsReadableBy(work.actor), within, after] }, { orderBy: { name: 'asc', id: 'asc' }, limit: limit + 1 },
  )
  const members = await readMemberIds(work.em, teams)
  return page(teams, limit, (team) => presentTeam(team, members.get(team.id) ?? []), ({ name, id }) => [name, id])
}

/** One team. Throws 404 unless the actor may read it. */
export async function readTeam(work: Work, teamId: string): Promise<TeamResource> {
  const team = await work.em.findOne(Team, { $and: [{ id: teamId }, teamsReadableBy(work.actor)] })
  if (!team) throw notFound()
  return presentWithMembers(work, team)
}

/** All teams that the actor may read, by id. */
export async function readReadableTeams(work: Work): Promise<TeamResource[]> {
  const teams = await work.em.find(Team, teamsReadableBy(work.actor), { orderBy: { id: 'asc' } })
  const members = await readMemberIds(work.em, teams)
  return teams.map((team) => presentTeam(team, members.get(team.id) ?? []))
}

export async function presentWithMembers(work: Work, team: Team): Promise<TeamResource> {
  const members = await readMemberIds(work.em, [team])
  return presentTeam(team, members.get(team.id) ?? [])
}

/** The members of each team, in the order in which they joined. */
export async function readMemberIds(em: SqlEntityManager, teams: Team[]): Promise<Map<string, string[]>> {
  if (teams.length === 0) return new Map()
  const rows = await em.find(TeamMember, { team: { id: { $in: teams.map(({ id }) => id) } } },
    { orderBy: { createdAt: 'asc', membership: { id: 'asc' } } })
  const byTeam = Map.groupBy(rows, ({ team }) => team.id)
  return new Map([...byTeam].map(([teamId, members]) => [teamId, members.map(({ membership }) => membership.id)]))
}

/** The teams that a member belongs to. */
export async function teamIdsOf(em: SqlEntityManager, membershipId: string): Promise<string[]> {
  const rows = await em.find(TeamMember, { membership: { id: membershipId } }, { orderBy: { team: { id: 'asc' } } })
  return rows.map(({ team }) => team.id)
}

/** Every team of the organization. */
export async function allTeamIds(em: SqlEntityManager): Promise<string[]> {
  const teams = await em.find(Team, {}, { orderBy: { id: 'asc' }, fields: ['id'] })
  return teams.map(({ id }) => id)
}
