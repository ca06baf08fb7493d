// Who of a project's active people is no member of the team that it moves to, and who reads it before and after.
import type { Task } from '../../../shared/features/tasks.ts'
import { MOST_TASKS_CHANGED, type ProjectTransferAnswer } from '../../../shared/features/project-transfers.ts'
import { query } from '../../kernel/database.ts'
import { invalid } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { ProjectMember } from '../project-members/project-member.entity.ts'
import type { Project } from '../projects/project.entity.ts'
import { readersOf } from '../teams/team-inboxes.ts'
import { readTasks } from '../transfers/transfer-facts.queries.ts'

export interface Misfits {
  managerId: string | null
  members: ProjectMember[]
  tasks: Task[]
  personFields: { id: string; name: string }[]
  isThere: (memberId: string) => boolean
}

/** What is found there stays until the commit. Throws 422 where very many tasks would lose somebody. */
export async function findMisfits(work: Work, project: Project, teamId: string): Promise<Misfits> {
  const there = await staying(work, teamId)
  const isThere = (memberId: string) => there.has(memberId)
  const personFields = await query<{ id: string; name: string }>(
    work.em, `select id, name from custom_fields where organization_id = $1::uuid and project_id = $2::uuid and kind = 'person' order by id`, [work.organizationId, project.id],
  )
  const listed = await work.em.find(ProjectMember, { project: { id: project.id } }, { orderBy: { membership: 'asc' } })
  const managerId = project.manager?.id ?? null
  const ids = await query<{ id: string }>(work.em, NAMING_OTHERS, [
    work.organizationId, project.id, JSON.stringify([...there]), JSON.stringify(personFields.map(({ id }) => id)), MOST_TASKS_CHANGED + 1,
  ])
  if (ids.length > MOST_TASKS_CHANGED) throw invalid('/teamId', `More than ${MOST_TASKS_CHANGED} tasks are of people who do not belong to that team. Add them to it, or hand their tasks over first.`)
  return {
    managerId: managerId !== null && !isThere(managerId) ? managerId : null, members: listed.filter(({ membership }) => !isThere(membership.id)),
    tasks: await readEach(work, ids.map(({ id }) => id)), personFields, isThere,
  }
}

/** Active members of the team; besides them who is active nowhere: they read nothing, and their finished work stays theirs. */
async function staying(work: Work, teamId: string): Promise<Set<string>> {
  const rows = await query<{ id: string }>(work.em, `select t.membership_id as id from team_members t
    join memberships m on m.organization_id = t.organization_id and m.id = t.membership_id and m.status = 'active'
    where t.organization_id = $1::uuid and t.team_id = $2::uuid for key share of t`, [work.organizationId, teamId])
  const away = await query<{ id: string }>(work.em, `select id from memberships where organization_id = $1::uuid and status <> 'active'`, [work.organizationId])
  return new Set([...rows, ...away].map(({ id }) => id))
}

const IDS = (place: number) => `array(select jsonb_array_elements_text($${place}::text::jsonb))`

const NAMING_OTHERS = `select t.id from tasks t where t.organization_id = $1::uuid and t.project_id = $2::uuid and t.deleted_at is null and (
    exists (select from task_assignees a where a.organization_id = t.organization_id and a.task_id = t.id and a.membership_id::text <> all(${IDS(3)}))
    or exists (select from jsonb_each_text(t.custom_fields) f where f.key = any(${IDS(4)}) and f.value <> all(${IDS(3)})))
  order by t.id limit $5::int`

/** So many rows a statement: each stays far below the statement timeout. */
const ROWS = 1000

async function readEach(work: Work, ids: readonly string[]): Promise<Task[]> {
  const tasks: Task[] = []
  for (let start = 0; start < ids.length; start += ROWS) tasks.push(...(await readTasks(work, ids.slice(start, start + ROWS))).values())
  return tasks
}

type Readers = Pick<ProjectTransferAnswer, 'closedToIds' | 'openedToIds' | 'watcherIds'>

export async function findReaders(work: Work, project: Project, teamId: string): Promise<Readers> {
  const [before, after] = [await readerIds(work, project.team.id), await readerIds(work, teamId)]
  const closedToIds = [...before.difference(after)].sort()
  const watching = await query<{ id: string }>(work.em, `select distinct w.membership_id as id from task_watchers w
    join tasks t on t.organization_id = w.organization_id and t.id = w.task_id and t.project_id = $2::uuid and t.deleted_at is null
    where w.organization_id = $1::uuid and w.watching and w.membership_id::text = any(${IDS(3)}) order by 1`,
  [work.organizationId, project.id, JSON.stringify(closedToIds)])
  return { closedToIds, openedToIds: [...after.difference(before)].sort(), watcherIds: watching.map(({ id }) => id) }
}

async function readerIds(work: Work, teamId: string): Promise<Set<string>> {
  const members = await query<{ id: string }>(work.em, 'select membership_id as id from team_members where organization_id = $1::uuid and team_id = $2::uuid', [work.organizationId, teamId])
  return new Set((await readersOf(work, teamId, members.map(({ id }) => id))).map(({ id }) => id))
}
