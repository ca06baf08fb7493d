// The words of the connection's details and of who is here, which come after the board.
import { messages } from '../../../i18n/messages.ts'
import english from './messages.en.json' with { type: 'json' }

export const t = messages('features/presence/details', english)
