// The words of the connection and of who is here.
import { messages } from '../../i18n/messages.ts'
import english from './messages.en.json' with { type: 'json' }

export const t = messages('features/presence', english)
