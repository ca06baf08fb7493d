// The words of what is spoken of others and of the connection.
import { messages } from '../../i18n/messages.ts'
import english from './messages.en.json' with { type: 'json' }

export const t = messages('features/spoken', english)
