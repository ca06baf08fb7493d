// Routes of who works on a project.
import { projectMemberEndpoints as endpoints } from '../../../shared/features/project-members.ts'
import { route, type Route } from '../../http/context.ts'
import { removeProjectMember, setProjectMember } from './project-members.actions.ts'
import { listProjectMembers } from './project-members.queries.ts'

export const projectMemberRoutes: Route[] = [
  route(endpoints.listProjectMembers, (work, { params }) => listProjectMembers(work, params.projectId)),
  route(endpoints.setProjectMember, (work, { params, body }) => setProjectMember(work, params.projectId, params.memberId, body)),
  route(endpoints.removeProjectMember, (work, { params }) => removeProjectMember(work, params.projectId, params.memberId)),
]
