// Rows of an organization that are one person's alone, and go with them.
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'

const OWN = [
  'notifications', 'notification_settings', 'notification_days', 'letter_settings', 'reminders', 'timers', 'project_stars', 'api_tokens', 'idempotency_keys',
] as const

/** Shared views stay, as work does. */
export async function deletePersonalRows(work: Work, memberId: string, email: string | null | undefined): Promise<void> {
  const whose = [work.organizationId, memberId]
  for (const table of OWN) await query(work.em, `delete from ${table} where organization_id = $1::uuid and membership_id = $2::uuid`, whose)
  await query(work.em, 'delete from views where organization_id = $1::uuid and owner_id = $2::uuid and not is_shared', whose)
  await query(work.em, 'delete from password_resets where organization_id = $1::uuid and (member_id = $2::uuid or made_by_id = $2::uuid)', whose)
  await query(work.em, 'delete from invitations where organization_id = $1::uuid and email = $2', [work.organizationId, email ?? ''])
}
