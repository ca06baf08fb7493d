// The words of the shell.
import { messages } from '../i18n/messages.ts'
import english from './messages.en.json' with { type: 'json' }

export const t = messages('shell', english)

/** A name: the same in every language. */
export const productName = 'Lockstep'
