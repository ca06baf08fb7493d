// The words of a project's overview.
import { messages } from '../../../i18n/messages.ts'
import english from './messages.en.json' with { type: 'json' }

export const t = messages('features/projects/overview', english)
