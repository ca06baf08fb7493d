// The words of the list of shortcuts, which comes when it is opened.
import { messages } from '../../../i18n/messages.ts'
import english from './messages.en.json' with { type: 'json' }

export const t = messages('shell/commands/help', english)
