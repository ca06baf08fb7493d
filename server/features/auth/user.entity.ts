// A user: a person's account, known to no organization. Only lockstep_system sees this table.
import { defineEntity, p } from '@mikro-orm/core'
import { newId, stamps, systemOnly } from '../../kernel/tenancy.ts'

const UserSchema = defineEntity({
  name: 'User', tableName: 'users',
  ...systemOnly(),
  properties: {
    id: p.uuid().primary().onCreate(newId),
    email: p.text().unique(),
    name: p.text(),
    passwordHash: p.text().lazy().hidden(),
    phone: p.text().nullable(),
    dateOfBirth: p.text().nullable(),
    timezone: p.text(),
    picture: p.text().nullable(),
    lastOrganizationId: p.uuid().nullable(),
    ...stamps,
  },
})
export class User extends UserSchema.class {}
UserSchema.setClass(User)
