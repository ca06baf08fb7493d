// The words of the list of all projects.
import { messages } from '../../i18n/messages.ts'
import english from './messages.en.json' with { type: 'json' }

export const t = messages('features/project-figures', english)
