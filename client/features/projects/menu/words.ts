// The words of what can be done about a project as a whole: few, since every board has its menu.
import { messages } from '../../../i18n/messages.ts'
import english from './messages.en.json' with { type: 'json' }

export const t = messages('features/projects/menu', english)
