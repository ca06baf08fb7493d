// The words of moving a project to another team.
import { messages } from '../../i18n/messages.ts'
import english from './messages.en.json' with { type: 'json' }

export const t = messages('features/project-transfers', english)
