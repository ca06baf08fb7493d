// The route of projects' figures.
import { projectFigureEndpoints as endpoints } from '../../../shared/features/project-figures.ts'
import { route, type Route } from '../../http/context.ts'
import { listProjectFigures } from './project-figures.queries.ts'

export const projectFigureRoutes: Route[] = [
  route(endpoints.listProjectFigures, (work, { query }) => listProjectFigures(work, query)),
]
