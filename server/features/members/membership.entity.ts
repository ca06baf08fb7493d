// A membership: a person or bot in an organization, with a role. Name and e-mail are copies of the user's, for the organization's eyes.
import { defineEntity, p } from '@mikro-orm/core'
import type { Role } from '../../../shared/permissions.ts'
import { key, stamps, tenant } from '../../kernel/tenancy.ts'

const MembershipSchema = defineEntity({
  name: 'Membership', tableName: 'memberships',
  ...tenant({ system: 'select' }),
  properties: {
    ...key,
    userId: p.uuid().nullable(),
    kind: p.text().$type<'person' | 'bot'>(),
    name: p.text(),
    email: p.text().nullable(),
    timezone: p.text().nullable(),
    picture: p.text().nullable(),
    role: p.text().$type<Role>(),
    status: p.text().$type<'active' | 'deactivated'>(),
    hoursPerWeek: p.double().$type<number>().default(40),
    /** When they were erased, as long as events may still tell who they were. */
    unredactedSince: p.datetime(3).nullable(),
    version: p.integer(),
    ...stamps,
  },
  uniques: [{ properties: ['organizationId', 'userId'] }],
  indexes: [
    { properties: ['userId'] },
    { name: 'memberships_unredacted', expression: 'CREATE INDEX memberships_unredacted ON public.memberships USING btree (unredacted_since) WHERE (unredacted_since IS NOT NULL)' },
  ],
  // People without an account are deactivated: an archive brought them.
  checks: [
    { name: 'memberships_role', expression: `role = ANY (ARRAY['admin'::text, 'manager'::text, 'employee'::text])` },
    { name: 'memberships_kind', expression: `(kind = 'bot'::text) = (user_id IS NULL) OR kind = 'person'::text AND status = 'deactivated'::text` },
  ],
})
export class Membership extends MembershipSchema.class {}
MembershipSchema.setClass(Membership)
