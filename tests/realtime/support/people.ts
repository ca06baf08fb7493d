// An organization with teams and signed-in members, straight in the database: the features that make them are tested elsewhere.
import { randomUUIDv7 } from 'node:crypto'
import { z } from 'zod'
import { event } from '../../../shared/event.ts'
import { teamEvents } from '../../../shared/features/teams.ts'
import { memberEvents } from '../../../shared/features/members.ts'
import { authEvents } from '../../../shared/features/auth.ts'
import { inboxStream, organizationStream, teamStream } from '../../../shared/streams.ts'
import type { Role } from '../../../shared/permissions.ts'
import { query } from '../../../server/kernel/database.ts'
import { systemCaller, type Kernel } from '../../../server/kernel/transact.ts'
import type { Work } from '../../../server/kernel/work.ts'
import { tokenOf } from './nodes.ts'

const bigEvent = event({ type: 'team.updated', streams: ['team'], schema: 1, summary: '', data: z.record(z.string(), z.unknown()) })
const HOUR = 3_600_000

export interface Person { organizationId: string; membershipId: string; sessionId: string; userId: string; token: string }

/** An organization; all it does goes through the given kernel, so that its commits wake that node's relay. */
export async function anOrganization(kernel: Kernel): Promise<Organization> {
  const organization = new Organization(kernel, randomUUIDv7())
  await organization.write((work) => query(work.em, `insert into organizations (id, name, accent, timezone, version, created_at, updated_at)
    values ($1::uuid, 'Test', 'blue', 'UTC', 1, now(), now())`, [organization.id]))
  return organization
}

export class Organization {
  readonly kernel: Kernel
  readonly id: string
  #versions = 0

  constructor(kernel: Kernel, id: string) {
    this.kernel = kernel
    this.id = id
  }

  /** The same organization, written through another node. */
  through(kernel: Kernel): Organization {
    return new Organization(kernel, this.id)
  }

  write<T>(action: (work: Work) => Promise<T>) {
    return this.kernel.transact(systemCaller(this.id), action)
  }

  async team(): Promise<string> {
    const id = randomUUIDv7()
    await this.write((work) => query(work.em, `insert into teams (organization_id, id, name, description, members_edit_all_tasks,
      only_managers_create_tasks, version, created_at, updated_at) values ($1::uuid, $2::uuid, 'Team', '', false, false, 1, now(), now())`, [this.id, id]))
    return id
  }

  async member(role: Role, teamIds: string[] = []): Promise<Person> {
    const [membershipId, userId, sessionId] = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7()]
    await this.write(async (work) => {
      await query(work.em, `insert into memberships (organization_id, id, user_id, kind, name, email, role, status, version, created_at, updated_at)
        values ($1::uuid, $2::uuid, $3::uuid, 'person', 'Somebody', 'a@example.com', $4, 'active', 1, now(), now())`, [this.id, membershipId, userId, role])
      for (const teamId of teamIds) await this.#insertTeamMember(work, teamId, membershipId)
      await work.asSystem(async (sql) => {
        await sql(`insert into users (id, email, name, password_hash, timezone, created_at, updated_at)
          values ($1::uuid, $2, 'Somebody', '', 'UTC', now(), now())`, [userId, `${userId}@example.com`])
        await sql(`insert into sessions (id, user_id, organization_id, membership_id, refresh_hash, rotated_at, user_agent, address, created_at,
          last_used_at, expires_at) values ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5, now(), '', '', now(), now(), now() + interval '1 day')`,
        [sessionId, userId, this.id, membershipId, sessionId])
      })
    })
    const ids = { organizationId: this.id, membershipId, sessionId, userId }
    return { ...ids, token: tokenOf({ ...ids, expiresAt: Date.now() + HOUR }) }
  }

  /** Adds `count` events to a team's stream in one transaction; the offset of the last. */
  async happen(teamId: string, count = 1): Promise<number> {
    const { offsets } = await this.write(async (work) => {
      for (let index = 0; index < count; index += 1) {
        this.#versions += 1
        const changes = { name: ['before', `after ${this.#versions}`] as [string, string] }
        work.append(teamStream(teamId), teamEvents.teamUpdated, { teamId, version: this.#versions, changes })
      }
    })
    return offsets[teamStream(teamId)]!
  }

  /** An event of about that many bytes. */
  async happenBig(teamId: string, bytes: number): Promise<void> {
    const texts = Array.from({ length: Math.ceil(bytes / 1000) }, () => 'x'.repeat(1000))
    await this.write(async (work) => {
      work.append(teamStream(teamId), bigEvent, { teamId, texts })
    })
  }

  async addToTeam(teamId: string, { membershipId }: Person): Promise<void> {
    await this.write(async (work) => {
      await this.#insertTeamMember(work, teamId, membershipId)
      work.append(teamStream(teamId), teamEvents.teamMemberAdded, { teamId, memberId: membershipId, version: 1 })
      work.append(inboxStream(membershipId), teamEvents.teamOpened, { teamId })
    })
  }

  /** The offset of the revocation. */
  async removeFromTeam(teamId: string, { membershipId }: Person): Promise<number> {
    const { offsets } = await this.write(async (work) => {
      await query(work.em, 'delete from team_members where organization_id = $1::uuid and team_id = $2::uuid and membership_id = $3::uuid',
        [this.id, teamId, membershipId])
      work.append(teamStream(teamId), teamEvents.teamMemberRemoved, { teamId, memberId: membershipId, version: 1 })
    })
    return offsets[teamStream(teamId)]!
  }

  async deactivate({ membershipId }: Person): Promise<void> {
    await this.write(async (work) => {
      await query(work.em, `update memberships set status = 'deactivated' where organization_id = $1::uuid and id = $2::uuid`, [this.id, membershipId])
      work.append(organizationStream(this.id), memberEvents.memberUpdated,
        { memberId: membershipId, version: 2, changes: { status: ['active', 'deactivated'] } })
    })
  }

  async endSession({ membershipId, sessionId }: Person): Promise<void> {
    await this.write(async (work) => {
      await work.asSystem((sql) => sql('update sessions set ended_at = now() where id = $1::uuid', [sessionId]))
      work.append(inboxStream(membershipId), authEvents.sessionEnded, { sessionId, reason: 'logout' })
    })
  }

  async #insertTeamMember(work: Work, teamId: string, membershipId: string): Promise<void> {
    await query(work.em, `insert into team_members (organization_id, team_id, membership_id, created_at)
      values ($1::uuid, $2::uuid, $3::uuid, now())`, [this.id, teamId, membershipId])
  }
}
