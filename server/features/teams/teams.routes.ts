// Routes of teams.
import { endpoints } from '../../../shared/index.ts'
import { route, type Route } from '../../http/context.ts'
import { addTeamMember, createTeam, deleteTeam, removeTeamMember, updateTeam, updateTeamMember } from './teams.actions.ts'
import { listMemberPlaces } from './member-places.queries.ts'
import { listTeams, readTeam } from './teams.queries.ts'
import { listTeamMembers, readWorkspace } from './workspace.queries.ts'

export const teamRoutes: Route[] = [
  route(endpoints.listTeams, (work, { query }) => listTeams(work, query)),
  route(endpoints.createTeam, (work, { body }) => createTeam(work, body)),
  route(endpoints.readTeam, (work, { params }) => readTeam(work, params.teamId)),
  route(endpoints.updateTeam, (work, { params, body, ifMatch }) => updateTeam(work, params.teamId, body, ifMatch)),
  route(endpoints.deleteTeam, (work, { params }) => deleteTeam(work, params.teamId)),
  route(endpoints.readWorkspace, (work, { params }) => readWorkspace(work, params.teamId)),
  route(endpoints.listTeamMembers, (work, { params }) => listTeamMembers(work, params.teamId)),
  route(endpoints.listMemberPlaces, (work, { params }) => listMemberPlaces(work, params.memberId)),
  route(endpoints.updateTeamMember, (work, { params, body }) => updateTeamMember(work, params.teamId, params.memberId, body)),
  route(endpoints.addTeamMember, (work, { params }) => addTeamMember(work, params.teamId, params.memberId)),
  route(endpoints.removeTeamMember, (work, { params }) => removeTeamMember(work, params.teamId, params.memberId)),
]
