// What a member says about letters, and what a letter in hand may end.
import { letterEvents, type LetterSettings } from '../../../shared/features/letters.ts'
import { inboxStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { settingsOf } from './settings.queries.ts'

export interface Shown extends LetterSettings { address: string | null; canSend: boolean }

/** With where letters go. */
export async function readLetterSettings(work: Work, canSend: boolean): Promise<Shown> {
  const { membershipId } = work.actor
  const [row] = await query<{ email: string | null }>(work.em, 'select email from memberships where organization_id = $1::uuid and id = $2::uuid', [work.organizationId, membershipId])
  const { send, hour, language } = await settingsOf(work, membershipId)
  return { send, hour, language, address: row?.email ?? null, canSend }
}

/** What is so already leaves no event. */
export async function replaceLetterSettings(work: Work, settings: LetterSettings, canSend: boolean): Promise<Shown> {
  const before = await readLetterSettings(work, canSend)
  if (before.send !== settings.send || before.hour !== settings.hour || before.language !== settings.language) await write(work, work.actor.membershipId, settings)
  return { ...before, ...settings }
}

/** Ends the letters of a member, whoever asks with one in hand. Throws 404 where there is no such member any more. */
export async function endLetters(work: Work, memberId: string): Promise<{ organization: string }> {
  const [member] = await query<{ id: string; name: string; organization: string }>(work.em, `select m.id, m.name, o.name as organization from memberships m
    join organizations o on o.id = m.organization_id where m.organization_id = $1::uuid and m.id = $2::uuid`, [work.organizationId, memberId])
  if (!member) throw notFound()
  work.signAs(member)
  const before = await settingsOf(work, memberId)
  if (before.send !== 'never') await write(work, memberId, { ...before, send: 'never' })
  return { organization: member.organization }
}

/** What was told before letters began goes into none. */
async function write(work: Work, memberId: string, { send, hour, language }: LetterSettings): Promise<void> {
  await query(work.em, `insert into letter_settings as l (organization_id, membership_id, send, hour, language, since) values ($1::uuid, $2::uuid, $3, $4::int, $5, $6::timestamptz)
    on conflict (organization_id, membership_id) do update set send = excluded.send, hour = excluded.hour, language = excluded.language,
      since = case when l.send = 'never' then excluded.since else l.since end`, [work.organizationId, memberId, send, hour, language, work.at.toISOString()])
  work.append(inboxStream(memberId), letterEvents.letterSettingsUpdated, { send, hour, language })
}
