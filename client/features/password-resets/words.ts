// The words of forgotten passwords.
import { messages } from '../../i18n/messages.ts'
import english from './messages.en.json' with { type: 'json' }

export const t = messages('features/password-resets', english)
