// The words of what stands where nothing was kept and no server answers.
import { messages } from '../../i18n/messages.ts'
import english from './messages.en.json' with { type: 'json' }

export const t = messages('shell/no-connection', english)
