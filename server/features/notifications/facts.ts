// What has to be looked up to tell people of events: the tasks as they are, whom texts may name, who wrote before.
import type { SqlEntityManager } from '@mikro-orm/sql'
import type { WatchWish } from '../../../shared/features/watchers.ts'
import { query } from '../../kernel/database.ts'
import { PROJECT_OF_TASK } from '../tasks/task-row.ts'
import type { Named } from './mentions.ts'

export interface TaskFacts {
  id: string; projectId: string; key: string; title: string; createdById: string | null; assigneeIds: string[]; isOpen: boolean
  wishes: WatchWish[]
}

const IDS = `any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))`

/** Tasks of a team by id; those in the trash, in a project there, or gone to another team are absent: nobody is told of them. */
export async function readTaskFacts(em: SqlEntityManager, organizationId: string, teamId: string, ids: Iterable<string>): Promise<Map<string, TaskFacts>> {
  const rows = await query<TaskFacts>(em, `select t.id, t.project_id as "projectId", p.key || '-' || t.number as key, t.title, t.created_by_id as "createdById",
      (select s.category not in ('done', 'cancelled') from statuses s where s.organization_id = t.organization_id and s.id = t.status_id) as "isOpen",
      coalesce((select jsonb_agg(a.membership_id) from task_assignees a where a.organization_id = t.organization_id and a.task_id = t.id), '[]') as "assigneeIds",
      coalesce((select jsonb_agg(jsonb_build_object('memberId', w.membership_id, 'watching', w.watching)) from task_watchers w
        where w.organization_id = t.organization_id and w.task_id = t.id), '[]') as wishes
    from tasks t ${PROJECT_OF_TASK} and p.deleted_at is null
    where t.organization_id = $1::uuid and t.id = ${IDS} and p.team_id = $3::uuid and t.deleted_at is null`, [organizationId, JSON.stringify([...new Set(ids)]), teamId])
  return new Map(rows.map((row) => [row.id, row]))
}

/** Who has commented on tasks, or wrote posts: members by what they wrote on. */
export async function readWriters(em: SqlEntityManager, organizationId: string, table: 'comments' | 'posts', ids: string[]): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map()
  const on = table === 'comments' ? 'task_id' : 'id'
  const rows = await query<{ id: string; memberIds: string[] }>(em, `select ${on} as id, jsonb_agg(distinct author_id) as "memberIds" from ${table}
    where organization_id = $1::uuid and ${on} = ${IDS} and author_id is not null group by 1`, [organizationId, JSON.stringify(ids)])
  return new Map(rows.map(({ id, memberIds }) => [id, memberIds]))
}

/** Names of things by their ids. */
export async function readNames(em: SqlEntityManager, organizationId: string, table: 'statuses' | 'projects' | 'teams' | 'memberships', ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await query<Named>(em, `select id, name from ${table} where organization_id = $1::uuid and id = ${IDS}`, [organizationId, JSON.stringify(ids)])
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Active members whose name stands behind an `@` somewhere in the texts. */
export function readPeopleNamed(em: SqlEntityManager, organizationId: string, texts: string[]): Promise<Named[]> {
  if (texts.length === 0) return Promise.resolve([])
  return query<Named>(em, `select id, name from memberships where organization_id = $1::uuid and status = 'active' and name <> ''
    and position('@' || lower(name) in lower($2)) > 0`, [organizationId, texts.join('\n')])
}

/** What the members do not want to hear of, by member. */
export async function readMuted(em: SqlEntityManager, organizationId: string, ids: string[]): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map()
  const rows = await query<{ id: string; muted: string[] }>(em, `select membership_id as id, muted from notification_settings
    where organization_id = $1::uuid and membership_id = ${IDS}`, [organizationId, JSON.stringify(ids)])
  return new Map(rows.map(({ id, muted }) => [id, muted]))
}
