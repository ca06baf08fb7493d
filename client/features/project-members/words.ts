// The words of who works on a project.
import { locale } from '../../i18n/locale.svelte.ts'
import { messages } from '../../i18n/messages.ts'
import english from './messages.en.json' with { type: 'json' }

export const t = messages('features/project-members', english)

/** "12.5". */
export const hoursWords = (hours: number): string => locale.number(hours, { maximumFractionDigits: 2 })
