// An invitation and the teams that it leads into. Only the hash of its token is kept.
import { defineEntity, p } from '@mikro-orm/core'
import type { Role } from '../../../shared/permissions.ts'
import { key, tenant } from '../../kernel/tenancy.ts'
import { Membership } from '../members/membership.entity.ts'
import { Team } from '../teams/team.entity.ts'

const InvitationSchema = defineEntity({
  name: 'Invitation', tableName: 'invitations',
  ...tenant(),
  properties: {
    ...key,
    email: p.text(),
    role: p.text().$type<Role>(),
    tokenHash: p.text(),
    invitedBy: () => p.manyToOne(Membership).joinColumns('organization_id', 'invited_by_id').ownColumns('invited_by_id').deleteRule('cascade').ref(),
    expiresAt: p.datetime(3),
    acceptedAt: p.datetime(3).nullable(),
    revokedAt: p.datetime(3).nullable(),
    createdAt: p.datetime(3),
    teams: () => p.oneToMany(InvitationTeam).mappedBy('invitation'),
  },
})
export class Invitation extends InvitationSchema.class {}
InvitationSchema.setClass(Invitation)

const InvitationTeamSchema = defineEntity({
  name: 'InvitationTeam', tableName: 'invitation_teams',
  ...tenant(),
  properties: {
    organizationId: p.uuid().primary(),
    invitation: () => p.manyToOne(Invitation).primary().joinColumns('organization_id', 'invitation_id').ownColumns('invitation_id')
      .deleteRule('cascade').ref(),
    team: () => p.manyToOne(Team).primary().joinColumns('organization_id', 'team_id').ownColumns('team_id').deleteRule('cascade').ref(),
  },
})
export class InvitationTeam extends InvitationTeamSchema.class {}
InvitationTeamSchema.setClass(InvitationTeam)
