// The words of what happened.
import { messages } from '../../i18n/messages.ts'
import english from './messages.en.json' with { type: 'json' }

export const t = messages('features/activity', english)
export type Key = keyof typeof english
