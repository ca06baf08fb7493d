// An actor's rights, read fresh from the database in the transaction that uses them. Nothing of them comes from the token.
import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Role, Scope } from '../../shared/permissions.ts'
import type { Actor, Caller } from '../kernel/actor.ts'
import { now } from '../kernel/clock.ts'
import { query } from '../kernel/database.ts'
import { Problem } from '../kernel/errors.ts'

interface AccessRow {
  id: string; user_id: string | null; role: Role; name: string; kind: 'person' | 'bot'; status: string
  teams: Record<string, 'manager' | 'member'>; departments: string[]; alive: boolean; scopes: Scope[] | null
}

/** Teams by what the member is in them: the manager's place, also by heading a department above, beats the member's. */
const MEMBERSHIP = `m.id, m.user_id, m.role, m.name, m.kind, m.status, h.departments,
  coalesce((select jsonb_object_agg(p.team_id, p.place) from (select a.team_id, min(a.place) as place from (
      select t.team_id, case when e.manager_id = m.id then 'manager' else 'member' end as place
      from team_members t join teams e on e.organization_id = t.organization_id and e.id = t.team_id
      where t.organization_id = m.organization_id and t.membership_id = m.id
      union all
      select e.id, 'manager' from teams e where e.organization_id = m.organization_id and e.department_id = any(h.departments)
    ) a group by a.team_id) p), '{}') as teams`

/** The departments that the member heads, with all below. Employees head none, whatever a row says. `offset 0` keeps it from being done once for each use. */
const HEADED = `cross join lateral (select array(with recursive headed as (
    select d.id from departments d where d.organization_id = m.organization_id and d.head_id = m.id and m.role <> 'employee'
    union
    select d.id from headed u join departments d on d.organization_id = m.organization_id and d.parent_id = u.id
  ) select headed.id from headed) as departments offset 0) h`

const BY_SESSION = `select ${MEMBERSHIP}, null as scopes,
    exists (select from sessions s where s.id = $3::uuid and s.organization_id = m.organization_id and s.membership_id = m.id
      and s.ended_at is null and s.expires_at > $4::timestamptz) as alive
  from memberships m ${HEADED} where m.organization_id = $1::uuid and m.id = $2::uuid`

const BY_TOKEN = `select ${MEMBERSHIP}, a.scopes,
    a.revoked_at is null and (a.expires_at is null or a.expires_at > $4::timestamptz) as alive
  from api_tokens a join memberships m on m.organization_id = a.organization_id and m.id = a.membership_id
  ${HEADED}
  where a.organization_id = $1::uuid and a.id = $2::uuid and a.hash = $3`

/** Who the caller is right now. Throws 401 when the session or token is no longer good or the member is deactivated. */
export async function loadActor(em: SqlEntityManager, caller: Caller): Promise<Actor> {
  const { organizationId, credential } = caller
  if (credential.kind === 'system') return systemActor(organizationId)
  const [row] = credential.kind === 'session'
    ? await query<AccessRow>(em, BY_SESSION, [organizationId, credential.membershipId, credential.sessionId, now().toISOString()])
    : await query<AccessRow>(em, BY_TOKEN, [organizationId, credential.tokenId, credential.hash, now().toISOString()])
  if (!row) throw new Problem('unauthenticated')
  if (!row.alive || row.status !== 'active') throw new Problem('session_ended', 'This session or token is no longer valid.')
  return {
    organizationId, membershipId: row.id, userId: row.user_id, role: row.role, name: row.name, kind: row.kind, teams: row.teams, departments: row.departments, scopes: row.scopes,
    sessionId: credential.kind === 'session' ? credential.sessionId : null,
    tokenId: credential.kind === 'token' ? credential.tokenId : null,
  }
}

const BY_MEMBERSHIP = `select ${MEMBERSHIP}, null as scopes, true as alive from memberships m ${HEADED}
  where m.organization_id = $1::uuid and m.id = $2::uuid`

/**
 * The same actor with the rights of this very statement, for actions that waited for a lock. Throws 401 when they were deactivated meanwhile.
 */
export async function refreshRights(em: SqlEntityManager, actor: Actor): Promise<Actor> {
  if (actor.membershipId === '') return actor
  const [row] = await query<AccessRow>(em, BY_MEMBERSHIP, [actor.organizationId, actor.membershipId])
  if (row?.status !== 'active') throw new Problem('session_ended', 'This session or token is no longer valid.')
  return { ...actor, role: row.role, teams: row.teams, departments: row.departments }
}

const ACTIVE_MEMBERS = `select ${MEMBERSHIP}, null as scopes, true as alive from memberships m ${HEADED}
  where m.organization_id = $1::uuid and m.status = 'active' and m.id = any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))`

/** Members with their rights right now, by id: whom something is to be told. Those who are deactivated are absent. */
export async function readRightsOf(em: SqlEntityManager, organizationId: string, ids: Iterable<string>): Promise<Map<string, Actor>> {
  const rows = await query<AccessRow>(em, ACTIVE_MEMBERS, [organizationId, JSON.stringify([...new Set(ids)])])
  return new Map(rows.map((row) => [row.id, {
    organizationId, membershipId: row.id, userId: row.user_id, role: row.role, name: row.name, kind: row.kind, teams: row.teams, departments: row.departments,
    scopes: null, sessionId: null, tokenId: null,
  }]))
}

/** The teams that a member reads by belonging to them or heading a department above, whatever their status. */
export async function placesOf(em: SqlEntityManager, { organizationId, id }: { organizationId: string; id: string }): Promise<string[]> {
  const [row] = await query<AccessRow>(em, BY_MEMBERSHIP, [organizationId, id])
  return Object.keys(row?.teams ?? {})
}

/** The product itself, at work in one organization: registration, jobs. */
function systemActor(organizationId: string): Actor {
  return {
    organizationId, membershipId: '', userId: null, role: 'admin', name: 'Lockstep', kind: 'bot', teams: {}, departments: [], scopes: null,
    sessionId: null, tokenId: null,
  }
}
