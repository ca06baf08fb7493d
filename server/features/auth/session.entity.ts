// A session: one sign-in of a user, bound to one organization at a time. Only hashes of its refresh tokens are kept.
// lockstep_app may read whether a session of its organization is alive (and nothing of its hashes: column grants).
import { defineEntity, p } from '@mikro-orm/core'
import { newId, tenant } from '../../kernel/tenancy.ts'
import { User } from './user.entity.ts'

const SessionSchema = defineEntity({
  name: 'Session', tableName: 'sessions',
  ...tenant({ system: 'all' }),
  properties: {
    id: p.uuid().primary().onCreate(newId),
    user: () => p.manyToOne(User).deleteRule('cascade').ref(),
    organizationId: p.uuid(),
    membershipId: p.uuid(),
    refreshHash: p.text(),
    previousHash: p.text().nullable(),
    rotatedAt: p.datetime(3),
    userAgent: p.text(),
    address: p.text(),
    language: p.text().nullable(),
    createdAt: p.datetime(3),
    lastUsedAt: p.datetime(3),
    expiresAt: p.datetime(3),
    endedAt: p.datetime(3).nullable(),
  },
  indexes: [{ properties: ['organizationId', 'membershipId'] }, { properties: ['user'] }],
})
export class Session extends SessionSchema.class {}
SessionSchema.setClass(Session)
