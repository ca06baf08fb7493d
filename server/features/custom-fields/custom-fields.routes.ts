// Routes of custom fields.
import { customFieldEndpoints as endpoints } from '../../../shared/features/custom-fields.ts'
import { route, type Route } from '../../http/context.ts'
import { createCustomField, updateCustomField } from './custom-fields.actions.ts'
import { listCustomFields } from './custom-fields.queries.ts'
import { deleteCustomField, deleteFieldOption } from './delete-field.actions.ts'
import { createFieldOption, updateFieldOption } from './field-options.actions.ts'

export const customFieldRoutes: Route[] = [
  route(endpoints.listCustomFields, (work, { params }) => listCustomFields(work, params.projectId)),
  route(endpoints.createCustomField, (work, { params, body }) => createCustomField(work, params.projectId, body)),
  route(endpoints.updateCustomField, (work, { params, body }) => updateCustomField(work, params.fieldId, body)),
  route(endpoints.deleteCustomField, (work, { params, query }) => deleteCustomField(work, params.fieldId, query.discardValues === 'true')),
  route(endpoints.createFieldOption, (work, { params, body }) => createFieldOption(work, params.fieldId, body)),
  route(endpoints.updateFieldOption, (work, { params, body }) => updateFieldOption(work, params.fieldId, params.optionId, body)),
  route(endpoints.deleteFieldOption, (work, { params, query }) =>
    deleteFieldOption(work, params.fieldId, params.optionId, query.discardValues === 'true')),
]
