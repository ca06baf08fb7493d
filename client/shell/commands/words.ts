// The words of the command list, the palette and the help sheet.
import { messages } from '../../i18n/messages.ts'
import english from './messages.en.json' with { type: 'json' }

export const t = messages('shell/commands', english)
