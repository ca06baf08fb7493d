// Routes of invitations: make, list, withdraw. Accepting is a matter of sign-in.
import { endpoints } from '../../../shared/index.ts'
import type { Config } from '../../config.ts'
import { route, type Route } from '../../http/context.ts'
import { outgoingOf } from '../mail/outgoing.ts'
import { createInvitation, revokeInvitation } from './invitations.actions.ts'
import { listInvitations } from './invitations.queries.ts'

export function invitationRoutes({ config }: { config: Config }): Route[] {
  const outgoing = outgoingOf(config)
  return [
    route(endpoints.listInvitations, (work, { query }) => listInvitations(work, query)),
    route(endpoints.createInvitation, (work, { body }) => createInvitation(work, body, outgoing)),
    route(endpoints.revokeInvitation, (work, { params }) => revokeInvitation(work, params.invitationId)),
  ]
}
