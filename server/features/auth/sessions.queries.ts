// Reads and writes of the global table of sessions.
import type { Origin } from './auth-context.ts'
import type { RefreshToken } from './refresh-token.ts'
import { instantColumn, type Sql } from './system-sql.ts'

const DAY = 24 * 60 * 60 * 1000
export const IDLE_MS = 14 * DAY
export const ABSOLUTE_MS = 60 * DAY

export interface SessionRow {
  id: string
  userId: string
  organizationId: string
  membershipId: string
  refreshHash: string
  previousHash: string | null
  rotatedAt: string
  userAgent: string
  address: string
  createdAt: string
  lastUsedAt: string
  expiresAt: string
  endedAt: string | null
}

const COLUMNS = `id, user_id as "userId", organization_id as "organizationId", membership_id as "membershipId",
  refresh_hash as "refreshHash", previous_hash as "previousHash", ${instantColumn('rotated_at')} as "rotatedAt",
  user_agent as "userAgent", address, ${instantColumn('created_at')} as "createdAt",
  ${instantColumn('last_used_at')} as "lastUsedAt", ${instantColumn('expires_at')} as "expiresAt",
  ${instantColumn('ended_at')} as "endedAt"`

/** Whom a session is for, and where. */
export interface SessionOwner {
  userId: string
  organizationId: string
  membershipId: string
}

export async function insertSession(
  sql: Sql,
  owner: SessionOwner,
  refresh: RefreshToken,
  origin: Origin,
  at: Date,
): Promise<void> {
  await sql(
    `insert into sessions (id, user_id, organization_id, membership_id, refresh_hash, rotated_at, user_agent, address,
      created_at, last_used_at, expires_at, language)
    values ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5, $6::timestamptz, $7, $8,
      $6::timestamptz, $6::timestamptz, $9::timestamptz, $10)`,
    [
      refresh.sessionId,
      owner.userId,
      owner.organizationId,
      owner.membershipId,
      refresh.hash,
      at.toISOString(),
      origin.userAgent,
      origin.address,
      new Date(at.getTime() + IDLE_MS).toISOString(),
      origin.language ?? null,
    ],
  )
}

export async function findSession(sql: Sql, sessionId: string): Promise<SessionRow | null> {
  const [row] = await sql<SessionRow>(`select ${COLUMNS} from sessions where id = $1::uuid`, [sessionId])
  return row ?? null
}

/** Locks the session's row, so that refreshes of one session follow each other. */
export async function lockSession(sql: Sql, sessionId: string): Promise<SessionRow | null> {
  const [row] = await sql<SessionRow>(`select ${COLUMNS} from sessions where id = $1::uuid for update`, [sessionId])
  return row ?? null
}

export const isAlive = ({ endedAt, expiresAt }: SessionRow, at: Date): boolean =>
  endedAt === null && Date.parse(expiresAt) > at.getTime()

/** Replaces the refresh token, and the organization where the owner goes on elsewhere. */
export async function rotateSession(
  sql: Sql,
  session: SessionRow,
  next: RefreshToken,
  owner: SessionOwner,
  at: Date,
): Promise<void> {
  const expires = Math.min(at.getTime() + IDLE_MS, Date.parse(session.createdAt) + ABSOLUTE_MS)
  await sql(
    `update sessions set refresh_hash = $2, previous_hash = $3, rotated_at = $4::timestamptz,
      last_used_at = $4::timestamptz, expires_at = $5::timestamptz, organization_id = $6::uuid, membership_id = $7::uuid
      where id = $1::uuid`,
    [
      session.id,
      next.hash,
      session.refreshHash,
      at.toISOString(),
      new Date(expires).toISOString(),
      owner.organizationId,
      owner.membershipId,
    ],
  )
}

export interface EndedSession {
  id: string
  organizationId: string
  membershipId: string
}
const ENDED = 'id, organization_id as "organizationId", membership_id as "membershipId"'

/** Ends a session where it stands in this organization; null when it does not live there (any more). */
export async function markEnded(
  sql: Sql,
  sessionId: string,
  organizationId: string,
  at: Date,
): Promise<EndedSession | null> {
  const [row] = await sql<EndedSession>(
    `update sessions set ended_at = $3::timestamptz
    where id = $1::uuid and organization_id = $2::uuid and ended_at is null returning ${ENDED}`,
    [sessionId, organizationId, at.toISOString()],
  )
  return row ?? null
}

/** Ends all sessions of a user, except one where it is given. */
export async function markOthersEnded(sql: Sql, userId: string, exceptId: string | null, at: Date): Promise<EndedSession[]> {
  return sql<EndedSession>(
    `update sessions set ended_at = $3::timestamptz
    where user_id = $1::uuid and id is distinct from $2::uuid and ended_at is null returning ${ENDED}`,
    [userId, exceptId, at.toISOString()],
  )
}

/** Sessions that can still be used, the one used last first. */
export async function livingSessions(sql: Sql, userId: string, at: Date): Promise<SessionRow[]> {
  return sql<SessionRow>(
    `select ${COLUMNS} from sessions where user_id = $1::uuid and ended_at is null and expires_at > $2::timestamptz
    order by last_used_at desc, id limit 200`,
    [userId, at.toISOString()],
  )
}
