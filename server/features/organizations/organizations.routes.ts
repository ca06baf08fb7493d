// Routes of the organization.
import { endpoints } from '../../../shared/index.ts'
import { route, type Route } from '../../http/context.ts'
import { updateOrganization } from './organizations.actions.ts'
import { readOrganization, readOverview } from './organizations.queries.ts'

export const organizationRoutes: Route[] = [
  route(endpoints.readOrganization, (work) => readOrganization(work)),
  route(endpoints.updateOrganization, (work, { body, ifMatch }) => updateOrganization(work, body, ifMatch)),
  route(endpoints.readOverview, (work) => readOverview(work)),
]
