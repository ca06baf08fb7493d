// Which notifications a member gets by e-mail.
import { defineEntity, p } from '@mikro-orm/core'
import type { LetterSettings } from '../../../shared/features/letters.ts'
import { tenant } from '../../kernel/tenancy.ts'
import { Membership } from '../members/membership.entity.ts'

/** Who never said anything has no row. `since`: what is older goes into no letter. */
const LetterSettingsSchema = defineEntity({
  name: 'LetterSettings', tableName: 'letter_settings',
  ...tenant(),
  properties: {
    organizationId: p.uuid().primary(),
    membership: () => p.manyToOne(Membership).joinColumns('organization_id', 'membership_id').ownColumns('membership_id').primary().deleteRule('cascade').ref(),
    send: p.text().$type<LetterSettings['send']>(),
    hour: p.integer(),
    language: p.text(),
    since: p.datetime(3),
  },
})
export class LetterSettingsRow extends LetterSettingsSchema.class {}
LetterSettingsSchema.setClass(LetterSettingsRow)
