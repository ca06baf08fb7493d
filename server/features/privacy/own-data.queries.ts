// Reads of a person's own data: the account, and page by page what one organization has of them.
import type { OwnData, OwnDataList } from '../../../shared/features/privacy.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { readRightsOf } from '../../policy/access.ts'
import { readableTeams } from '../../policy/policy.ts'
import { presentUser } from '../auth/auth.presenter.ts'
import { instantColumn } from '../auth/system-sql.ts'
import { findUser, membershipsOf, type UserMembership } from '../auth/users.queries.ts'
import { presentMember } from '../members/member.presenter.ts'
import { Membership } from '../members/membership.entity.ts'
import { ownLists } from './own-lists.ts'

const ROWS = 500
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

export type Row = Record<string, unknown>
export interface OwnAccount extends Pick<OwnData, 'account' | 'picture' | 'sessions'> { memberships: UserMembership[] }

/** The account with what hangs on it, and where its person is an active member. */
export async function readOwnAccount(work: Work): Promise<OwnAccount> {
  const { actor } = work
  return work.asSystem(async (sql) => {
    const user = (await findUser(sql, actor.userId!))!
    const [picture] = await sql<{ type: string; base64: string }>(
      `select type, translate(encode(bytes, 'base64'), E'\\n', '') as base64 from user_pictures where user_id = $1::uuid`, [user.id],
    )
    const sessions = await sql<Row>(
      `select id, user_agent as "userAgent", address, language, ${instantColumn('created_at')} as "createdAt", ${instantColumn('last_used_at')} as "lastUsedAt",
        ${instantColumn('expires_at')} as "expiresAt", ${instantColumn('ended_at')} as "endedAt" from sessions where user_id = $1::uuid order by created_at, id`, [user.id],
    )
    const memberships = (await membershipsOf(sql, user.id)).filter(({ status }) => status === 'active')
    return { account: presentUser(user), picture: picture ?? null, sessions, memberships }
  })
}

export interface OwnPlace { member: OwnData['organizations'][number]['member']; settings: Row; teams: readonly string[] | null }

/** Who one is in the transaction's organization and what one set there; null for who is no active member any more. */
export async function readOwnPlace(work: Work, membershipId: string): Promise<OwnPlace | null> {
  const [member, rights] = [await work.em.findOne(Membership, { id: membershipId }), await readRightsOf(work.em, work.organizationId, [membershipId])]
  const actor = rights.get(membershipId)
  if (!member || !actor) return null
  const [settings] = await query<Row>(
    work.em,
    `select (select muted from notification_settings n where n.organization_id = $1::uuid and n.membership_id = $2::uuid) as "mutedNotifications",
      (select jsonb_build_object('send', send, 'hour', hour, 'language', language) from letter_settings l where l.organization_id = $1::uuid and l.membership_id = $2::uuid) as letters,
      (select jsonb_build_object('taskId', task_id, 'note', note, 'startedAt', ${instantColumn('started_at')}) from timers r where r.organization_id = $1::uuid and r.membership_id = $2::uuid) as timer`,
    [work.organizationId, membershipId],
  )
  return { member: presentMember(member), settings: settings!, teams: readableTeams(actor) }
}

/** What comes after a key of one list, and the key to go on from; null on the last page. */
export async function readOwnPage(
  work: Work, list: OwnDataList, { member, teams }: OwnPlace, after: string | null,
): Promise<{ rows: Row[]; next: string | null }> {
  const { from, where, key, fields } = ownLists[list]
  const cells = Object.entries(fields).map(([field, sql]) => `'${field}', ${sql}`).join(', ')
  const found = await query<{ key: string; row: Row }>(
    work.em,
    `with asked as (select $1::uuid as organization, $2::uuid as member, $3::text as email, $4::uuid[] as teams)
    select ${key} as key, jsonb_build_object(${cells}) as row from asked a cross join ${from}
    where r.organization_id = a.organization and ${where} and ${key} > $5::uuid order by ${key} limit ${ROWS}`,
    [work.organizationId, member.id, member.email ?? '', teams, after ?? BEFORE_ALL],
  )
  return { rows: found.map(({ row }) => row), next: found.length < ROWS ? null : found.at(-1)!.key }
}
