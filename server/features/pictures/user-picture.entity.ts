// The picture of an account, in the database so that every node serves it. Only lockstep_system sees this table.
import { defineEntity, p } from '@mikro-orm/core'
import { systemOnly } from '../../kernel/tenancy.ts'
import { User } from '../auth/user.entity.ts'

const UserPictureSchema = defineEntity({
  name: 'UserPicture', tableName: 'user_pictures',
  ...systemOnly(),
  properties: {
    user: () => p.oneToOne(User).primary().ref().deleteRule('cascade'),
    hash: p.text(),
    type: p.text(),
    bytes: p.blob(),
  },
})
export class UserPicture extends UserPictureSchema.class {}
UserPictureSchema.setClass(UserPicture)
