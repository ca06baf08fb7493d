// Letters: notifications by e-mail. What a member wants of them, and how whoever has one in hand ends them.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { event } from '../event.ts'

/** The languages that letters are written in. */
export const letterLanguages = ['en', 'de'] as const
export type LetterLanguage = (typeof letterLanguages)[number]

/** The first of those that a browser names (`Accept-Language`); they name what they like best first. */
export function spokenIn(header: string | undefined): LetterLanguage | null {
  const named = (header ?? '').slice(0, 200).toLowerCase().split(',').map((tag) => tag.trim().split(/[-;]/)[0])
  return letterLanguages.find((language) => language === named.find((tag) => (letterLanguages as readonly string[]).includes(tag ?? ''))) ?? null
}

/** Kinds of notifications that somebody waits for an answer to: these go at once, where a member wants that. */
export const urgentKinds = ['mentioned', 'assigned', 'unblocked', 'reminder'] as const

const chosen = {
  send: z.enum(['never', 'daily', 'atOnce']).describe('`daily`: what is unread, in one letter a day; `atOnce`: mentions, new tasks, unblocked tasks and reminders within two minutes too'),
  hour: z.int().min(0).max(23).describe('Of the daily letter, on the member\'s clock'),
  language: z.enum(letterLanguages),
}
export const letterSettings = z.strictObject(chosen)
export type LetterSettings = z.infer<typeof letterSettings>

const at = { tag: 'Notifications', access: 'member' } as const
const shown = z.strictObject({
  ...chosen, address: z.string().nullable().describe('Where letters go: the address of the account; bots have none'),
  canSend: z.boolean().describe('Whether this installation sends mail at all'),
})

export const letterEndpoints = {
  readLetterSettings: endpoint({
    ...at, id: 'readLetterSettings', method: 'GET', path: '/api/letter-settings', scope: 'tasks:read', summary: 'Read which notifications one gets by e-mail',
    status: 200, response: shown,
  }),
  replaceLetterSettings: endpoint({
    ...at, id: 'replaceLetterSettings', method: 'PUT', path: '/api/letter-settings', scope: 'tasks:write', summary: 'Say which notifications one gets by e-mail, from now on',
    body: letterSettings, status: 200, response: shown,
  }),
  unsubscribe: endpoint({
    id: 'unsubscribe', method: 'POST', path: '/api/letters/unsubscribe/{token}', tag: 'Notifications', access: 'public', scope: null, transaction: 'own',
    summary: 'End the letters of whom a letter went to, by the token in it; also as RFC 8058 asks (one click)', params: z.strictObject({ token: z.string().min(1).max(1000) }),
    status: 200, response: z.strictObject({ organization: z.string().describe('The name of which they get no letters any more') }), errors: ['not_found'],
  }),
}

export const letterEvents = {
  letterSettingsUpdated: event({
    type: 'letter_settings.updated', streams: ['inbox'], schema: 1, summary: 'The member, or who had a letter in hand, changed which notifications come by e-mail', data: letterSettings,
  }),
}
