// The words of the field for a new task, which comes after the board.
import { messages } from '../../../i18n/messages.ts'
import english from './messages.en.json' with { type: 'json' }

export const t = messages('features/board/adding', english)
