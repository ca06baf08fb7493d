// The words about the data of oneself and of the organization.
import { messages } from '../../i18n/messages.ts'
import english from './messages.en.json' with { type: 'json' }

export const t = messages('features/privacy', english)
