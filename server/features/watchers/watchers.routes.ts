// The HTTP side of watchers.
import { watcherEndpoints as endpoints } from '../../../shared/features/watchers.ts'
import { route, type Route } from '../../http/context.ts'
import { setWatching } from './watchers.actions.ts'
import { readWatching } from './watchers.queries.ts'

export const watcherRoutes: Route[] = [
  route(endpoints.watchTask, (work, { params }) => setWatching(work, params.taskId, true)),
  route(endpoints.unwatchTask, (work, { params }) => setWatching(work, params.taskId, false)),
  route(endpoints.readWatching, (work, { params, query }) => readWatching(work, params.projectId, query.of)),
]
