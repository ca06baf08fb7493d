// A link with which a member chooses a new password. Only the hash of its token is kept. `madeBy`: the admin who made it; null where it was mailed on request.
import { defineEntity, p } from '@mikro-orm/core'
import { key, tenant } from '../../kernel/tenancy.ts'
import { Membership } from '../members/membership.entity.ts'

const PasswordResetSchema = defineEntity({
  name: 'PasswordReset', tableName: 'password_resets',
  ...tenant({ system: 'all' }),
  properties: {
    ...key,
    member: () => p.manyToOne(Membership).joinColumns('organization_id', 'member_id').ownColumns('member_id').deleteRule('cascade').ref(),
    madeBy: () => p.manyToOne(Membership).joinColumns('organization_id', 'made_by_id').ownColumns('made_by_id').deleteRule('cascade').nullable().ref(),
    tokenHash: p.text(),
    createdAt: p.datetime(3),
    expiresAt: p.datetime(3),
  },
  indexes: [{ properties: ['organizationId', 'member'] }],
})
export class PasswordReset extends PasswordResetSchema.class {}
PasswordResetSchema.setClass(PasswordReset)
