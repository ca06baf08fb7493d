// The HTTP side of undo.
import { undoEndpoints as endpoints } from '../../../shared/features/undo.ts'
import { route, type Route } from '../../http/context.ts'
import { keptSince, type Retention } from '../trash/retention.ts'
import { undo } from './undo.actions.ts'

export const undoRoutes = ({ config }: { config: Retention }): Route[] => [
  route(endpoints.undo, (work, { body }) => undo(work, body, keptSince(config, work.at))),
]
