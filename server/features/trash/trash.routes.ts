// The HTTP side of the trash.
import { trashEndpoints as endpoints } from '../../../shared/features/trash.ts'
import { route, type Route } from '../../http/context.ts'
import { readTrash } from './trash.queries.ts'

export const trashRoutes: Route[] = [route(endpoints.readTrash, (work, { params }) => readTrash(work, params.projectId))]
