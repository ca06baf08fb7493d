// Routes of search.
import { searchEndpoints as endpoints } from '../../../shared/features/search.ts'
import { route, type Route } from '../../http/context.ts'
import { search } from './search.queries.ts'

export const searchRoutes: Route[] = [route(endpoints.search, (work, { query }) => search(work, query))]
