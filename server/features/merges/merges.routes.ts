// The HTTP side of merges.
import { mergeEndpoints as endpoints } from '../../../shared/features/merges.ts'
import { route, type Route } from '../../http/context.ts'
import { mergeTasks } from './merge.actions.ts'

export const mergeRoutes: Route[] = [route(endpoints.mergeTasks, (work, { params, body }) => mergeTasks(work, params.taskId, body))]
