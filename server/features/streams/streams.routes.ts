// Routes of streams: the same events that sockets carry, by HTTP.
import { endpoints } from '../../../shared/index.ts'
import { route, type Route } from '../../http/context.ts'
import { listStreamEvents, readStreamText } from './streams.queries.ts'

export const streamRoutes: Route[] = [
  route(endpoints.listStreamEvents, (work, { params, query }) => listStreamEvents(work, params.stream, query)),
  route(endpoints.readStreamText, (work, { params }) => readStreamText(work, params.stream, params.textId)),
]
