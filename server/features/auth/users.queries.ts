// Reads and writes of the global table of users.
import { instantColumn, type Sql } from './system-sql.ts'

export interface UserRow {
  id: string
  email: string
  name: string
  phone: string | null
  dateOfBirth: string | null
  timezone: string
  picture: string | null
  createdAt: string
  passwordHash: string
  lastOrganizationId: string | null
}

const COLUMNS = `id, email, name, phone, date_of_birth as "dateOfBirth", timezone, picture,
  ${instantColumn('created_at')} as "createdAt", password_hash as "passwordHash",
  last_organization_id as "lastOrganizationId"`

export async function findUserByEmail(sql: Sql, email: string): Promise<UserRow | null> {
  const [row] = await sql<UserRow>(`select ${COLUMNS} from users where email = $1`, [email])
  return row ?? null
}

export async function findUser(sql: Sql, userId: string): Promise<UserRow | null> {
  const [row] = await sql<UserRow>(`select ${COLUMNS} from users where id = $1::uuid`, [userId])
  return row ?? null
}

interface NewUser {
  id: string
  email: string
  name: string
  passwordHash: string
  timezone: string
  organizationId: string
  at: Date
}

/** Null when the address has an account already. */
export async function insertUser(
  sql: Sql,
  { id, email, name, passwordHash, timezone, organizationId, at }: NewUser,
): Promise<UserRow | null> {
  const [row] = await sql<UserRow>(
    `insert into users (id, email, name, password_hash, timezone, last_organization_id, created_at, updated_at)
    values ($1::uuid, $2, $3, $4, $5, $6::uuid, $7::timestamptz, $7::timestamptz)
    on conflict (email) do nothing returning ${COLUMNS}`,
    [id, email, name, passwordHash, timezone, organizationId, at.toISOString()],
  )
  return row ?? null
}

/** False when the password changed since `passwordHash` was read: what was proved with the old one no longer counts. */
export async function openOrganization(
  sql: Sql,
  userId: string,
  passwordHash: string,
  organizationId: string,
): Promise<boolean> {
  const rows = await sql<{ id: string }>(
    `update users set last_organization_id = $3::uuid where id = $1::uuid and password_hash = $2 returning id`,
    [userId, passwordHash, organizationId],
  )
  return rows.length > 0
}

/** For whoever has proved otherwise that the account is theirs. */
export async function setPasswordHash(sql: Sql, userId: string, hash: string, at: Date): Promise<void> {
  await sql('update users set password_hash = $2, updated_at = $3::timestamptz where id = $1::uuid', [userId, hash, at.toISOString()])
}

/** False when it changed meanwhile. */
export async function replacePasswordHash(
  sql: Sql,
  userId: string,
  before: string,
  after: string,
  at: Date,
): Promise<boolean> {
  const rows = await sql<{ id: string }>(
    `update users set password_hash = $3, updated_at = $4::timestamptz
    where id = $1::uuid and password_hash = $2 returning id`,
    [userId, before, after, at.toISOString()],
  )
  return rows.length > 0
}

export interface UserMembership {
  id: string
  organizationId: string
  organizationName: string
  role: string
  name: string
  status: string
}

/** Memberships of a user in all organizations, the oldest first. */
export async function membershipsOf(sql: Sql, userId: string): Promise<UserMembership[]> {
  return sql<UserMembership>(
    `select m.id, m.organization_id as "organizationId", o.name as "organizationName", m.role, m.name, m.status
    from memberships m join organizations o on o.id = m.organization_id
    where m.user_id = $1::uuid and o.deleted_at is null order by m.created_at, m.id`,
    [userId],
  )
}

export type ProfileChange = Partial<Pick<UserRow, 'name' | 'phone' | 'dateOfBirth' | 'timezone' | 'picture'>>

/** Changes the given fields; gives the row before and after. */
export async function updateUser(
  sql: Sql,
  userId: string,
  change: ProfileChange,
  at: Date,
): Promise<{ before: UserRow; after: UserRow }> {
  const [before] = await sql<UserRow>(`select ${COLUMNS} from users where id = $1::uuid for update`, [userId])
  const { name, phone, dateOfBirth, timezone, picture } = { ...before!, ...change }
  const [after] = await sql<UserRow>(
    `update users set name = $2, phone = $3, date_of_birth = $4, timezone = $5, picture = $6, updated_at = $7::timestamptz
    where id = $1::uuid returning ${COLUMNS}`,
    [userId, name, phone, dateOfBirth, timezone, picture, at.toISOString()],
  )
  return { before: before!, after: after! }
}
