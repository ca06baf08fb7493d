// The HTTP side of the trash.
import { trashEndpoints as endpoints } from '../../../shared/features/trash.ts'
import { route, type Route } from '../../http/context.ts'
import type { Retention } from './retention.ts'
import { readTeamTrash } from './team-trash.queries.ts'
import { readTrash } from './trash.queries.ts'

export const trashRoutes = ({ config }: { config: Retention }): Route[] => [
  route(endpoints.readTrash, (work, { params }) => readTrash(work, params.projectId, config)),
  route(endpoints.readTeamTrash, (work, { params }) => readTeamTrash(work, params.teamId, config)),
]
