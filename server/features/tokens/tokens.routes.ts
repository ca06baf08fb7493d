// Endpoints of API tokens.
import { tokenEndpoints } from '../../../shared/features/tokens.ts'
import { route, type Route } from '../../http/context.ts'
import { createToken, listTokens, revokeToken } from './tokens.actions.ts'

export const tokenRoutes: Route[] = [
  route(tokenEndpoints.listTokens, async (work) => ({ items: await listTokens(work) })),
  route(tokenEndpoints.createToken, (work, { body }) => createToken(work, body)),
  route(tokenEndpoints.revokeToken, (work, { params }) => revokeToken(work, params.tokenId)),
]
