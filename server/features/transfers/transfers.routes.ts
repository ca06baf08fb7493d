// The HTTP side of transfers.
import { transferEndpoints as endpoints } from '../../../shared/features/transfers.ts'
import { route, type Route } from '../../http/context.ts'
import { transferTasks } from './transfer.actions.ts'

export const transferRoutes: Route[] = [route(endpoints.transferTasks, (work, { body }) => transferTasks(work, body))]
