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

/** What was told of a project that went to another team is of that team from now on, and goes from the inboxes of who may not read it there. */
export async function withdrawProject(work: Work, projectId: string): Promise<void> {
  const rows = await query<ArchivedRow & { teamId: string; archived: boolean }>(work.em, `with moved as (
      update notifications n set team_id = p.team_id from projects p
      where n.organization_id = $1::uuid and n.project_id = $2::uuid and p.organization_id = n.organization_id and p.id = n.project_id and n.team_id <> p.team_id returning n.*)
    select id, membership_id as "membershipId", team_id as "teamId", read_at is null as "wasUnread", archived_at is not null as archived from moved order by id`,
  [work.organizationId, projectId])
  const shown = rows.filter(({ archived }) => !archived)
  const members = await readRightsOf(work.em, work.organizationId, shown.map(({ membershipId }) => membershipId))
  await archiveRows(work, shown.filter(({ membershipId, teamId }) => !mayHear(members.get(membershipId), teamId)))
}
