// The words of a person's page.
import { messages } from '../../../i18n/messages.ts'
import english from './messages.en.json' with { type: 'json' }

export const t = messages('features/members/person', english)
