// The words of what keys do in a board's first moment.
import { messages } from '../../../i18n/messages.ts'
import english from './messages.en.json' with { type: 'json' }

export const t = messages('features/board/commands', english)
