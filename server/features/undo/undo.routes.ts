// The HTTP side of undo.
import { undoEndpoints as endpoints } from '../../../shared/features/undo.ts'
import { route, type Route } from '../../http/context.ts'
import { undo } from './undo.actions.ts'

export const undoRoutes: Route[] = [route(endpoints.undo, (work, { body }) => undo(work, body))]
