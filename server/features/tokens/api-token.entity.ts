// An API token: acts for a member within scopes. Only its hash is kept.
import { defineEntity, p } from '@mikro-orm/core'
import type { Scope } from '../../../shared/permissions.ts'
import { key, tenant } from '../../kernel/tenancy.ts'
import { Membership } from '../members/membership.entity.ts'

const ApiTokenSchema = defineEntity({
  name: 'ApiToken', tableName: 'api_tokens',
  ...tenant(),
  properties: {
    ...key,
    membership: () => p.manyToOne(Membership).joinColumns('organization_id', 'membership_id').deleteRule('cascade').ref(),
    name: p.text(),
    hash: p.text(),
    scopes: p.array<Scope>(),
    expiresAt: p.datetime(3).nullable(),
    lastUsedAt: p.datetime(3).nullable(),
    revokedAt: p.datetime(3).nullable(),
    createdAt: p.datetime(3),
  },
  indexes: [{ properties: ['organizationId', 'membership'] }],
})
export class ApiToken extends ApiTokenSchema.class {}
ApiTokenSchema.setClass(ApiToken)
