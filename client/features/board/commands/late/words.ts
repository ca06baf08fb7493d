// The words of the commands that come after the board.
import { messages } from '../../../../i18n/messages.ts'
import english from './messages.en.json' with { type: 'json' }

export const t = messages('features/board/commands/late', english)
