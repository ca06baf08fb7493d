// Routes of members and bots.
import { endpoints } from '../../../shared/index.ts'
import { route, type Route } from '../../http/context.ts'
import { eraseMember } from '../privacy/erase-member.actions.ts'
import { createBot, updateMember } from './members.actions.ts'
import { setWorkingHours } from './working-hours.actions.ts'
import { listMembers, readMember } from './members.queries.ts'

export const memberRoutes: Route[] = [
  route(endpoints.listMembers, (work, { query }) => listMembers(work, query)),
  route(endpoints.readMember, (work, { params }) => readMember(work, params.memberId)),
  route(endpoints.updateMember, (work, { params, body, ifMatch }) =>
    updateMember(work, params.memberId, body, ifMatch)),
  route(endpoints.setWorkingHours, (work, { params, body }) => setWorkingHours(work, params.memberId, body.hoursPerWeek)),
  route(endpoints.eraseMember, (work, { params }) => eraseMember(work, params.memberId)),
  route(endpoints.createBot, (work, { body }) => createBot(work, body)),
]
