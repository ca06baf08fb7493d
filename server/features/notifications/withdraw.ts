// Who may not read a team any more keeps nothing of it in the inbox.
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { readRightsOf } from '../../policy/access.ts'
import { dropRemindersIn } from '../reminders/follow-tasks.ts'
import { archiveRows, type ArchivedRow } from './archive-rows.ts'
import { mayHear } from './recipients.ts'

/** Archives what the member, or everybody, was told of a team, unless they may still read it, and ends their reminders there. */
export async function withdrawFrom(work: Work, teamId: string, memberId: string | null): Promise<void> {
  await dropRemindersIn(work, teamId, memberId)
  const rows = await query<ArchivedRow>(work.em, `select id, membership_id as "membershipId", read_at is null as "wasUnread" from notifications
    where organization_id = $1::uuid and team_id = $2::uuid and ($3::uuid is null or membership_id = $3::uuid) and archived_at is null order by id for update`,
  [work.organizationId, teamId, memberId])
  if (rows.length === 0) return
  const members = await readRightsOf(work.em, work.organizationId, rows.map(({ membershipId }) => membershipId))
  const isGone = memberId === null
  await archiveRows(work, rows.filter(({ membershipId }) => isGone || !mayHear(members.get(membershipId), teamId)))
}
