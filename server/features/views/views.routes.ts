// Routes of saved views.
import { viewEndpoints as endpoints } from '../../../shared/features/views.ts'
import { route, type Route } from '../../http/context.ts'
import { createView, deleteView, updateView } from './views.actions.ts'
import { listViews, readView } from './views.queries.ts'

export const viewRoutes: Route[] = [
  route(endpoints.listViews, (work, { query }) => listViews(work, query)),
  route(endpoints.createView, (work, { body }) => createView(work, body)),
  route(endpoints.readView, (work, { params }) => readView(work, params.viewId)),
  route(endpoints.updateView, (work, { params, body, ifMatch }) => updateView(work, params.viewId, body, ifMatch)),
  route(endpoints.deleteView, (work, { params, ifMatch }) => deleteView(work, params.viewId, ifMatch)),
]
