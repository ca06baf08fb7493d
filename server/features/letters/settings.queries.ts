// What members want by e-mail: what they said, or what holds for who said nothing.
import { letterLanguages, type LetterLanguage, type LetterSettings } from '../../../shared/features/letters.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'

export interface Wish extends LetterSettings { memberId: string; since: string | null }

/** One letter a day of what is unread: whoever keeps an eye on the inbox gets none. */
const UNSAID = { send: 'daily', hour: 9 } as const

/** The wishes of those who said one, by member. */
export async function readWishes({ em, organizationId }: Work): Promise<Map<string, Wish>> {
  const rows = await query<Wish>(em, 'select membership_id as "memberId", send, hour, language, since from letter_settings where organization_id = $1::uuid', [organizationId])
  return new Map(rows.map((row) => [row.memberId, row]))
}

/** What holds for a member. */
export async function settingsOf(work: Work, memberId: string): Promise<LetterSettings> {
  const [row] = await query<LetterSettings>(work.em, 'select send, hour, language from letter_settings where organization_id = $1::uuid and membership_id = $2::uuid', [work.organizationId, memberId])
  return row ?? { ...UNSAID, language: await spokenBy(work, memberId) }
}

export const sendsTo = (wish: Wish | undefined): LetterSettings['send'] => (wish ?? UNSAID).send
export const hourOf = (wish: Wish | undefined): number => (wish ?? UNSAID).hour

/** The language of the browser in which they signed in last. */
export async function spokenBy(work: Work, memberId: string): Promise<LetterLanguage> {
  const [row] = await work.asSystem((sql) => sql<{ language: string | null }>(
    'select language from sessions where organization_id = $1::uuid and membership_id = $2::uuid and language is not null order by created_at desc limit 1', [work.organizationId, memberId],
  ))
  return letterLanguages.find((language) => language === row?.language) ?? 'en'
}
