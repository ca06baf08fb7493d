// Routes of what people do with the data about themselves.
import { privacyEndpoints as endpoints } from '../../../shared/features/privacy.ts'
import { route, type Route } from '../../http/context.ts'
import { exportOwnData } from './export-own-data.ts'

export const privacyRoutes: Route[] = [
  route(endpoints.exportOwnData, (request) => exportOwnData(request)),
]
