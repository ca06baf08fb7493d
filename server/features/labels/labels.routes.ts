// Routes of labels.
import { labelEndpoints as endpoints } from '../../../shared/features/labels.ts'
import { route, type Route } from '../../http/context.ts'
import { createLabel, createOrganizationLabel, deleteLabel, updateLabel } from './labels.actions.ts'

export const labelRoutes: Route[] = [
  route(endpoints.createLabel, (work, { params, body }) => createLabel(work, params.projectId, body)),
  route(endpoints.createOrganizationLabel, (work, { body }) => createOrganizationLabel(work, body)),
  route(endpoints.updateLabel, (work, { params, body }) => updateLabel(work, params.labelId, body)),
  route(endpoints.deleteLabel, (work, { params }) => deleteLabel(work, params.labelId)),
]
