// Endpoints of API tokens.
import { tokenEndpoints } from '../../../shared/features/tokens.ts'
import { route, type Route } from '../../http/context.ts'
import { createToken, listTokens, revokeToken } from './tokens.actions.ts'

export const tokenRoutes: Route[] = [
  route(tokenEndpoints.listTokens, (work, { query }) => listTokens(work, query)),
  route(tokenEndpoints.createToken, (work, { body }) => createToken(work, body)),
  route(tokenEndpoints.revokeToken, (work, { params }) => revokeToken(work, params.tokenId)),
]
