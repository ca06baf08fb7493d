// Links tasks and takes links off. Both tasks are locked; rings of blocking tasks are refused.
import { randomUUIDv7 } from 'node:crypto'
import type { z } from 'zod'
import { linkEvents, type linkEndpoints, type TaskLink } from '../../../shared/features/links.ts'
import type { Task } from '../../../shared/features/tasks.ts'
import { teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import { conflict, invalidReference, notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize, can } from '../../policy/policy.ts'
import { loadTaskFor, lookForTask, type LoadedTask } from '../tasks/load-task.ts'
import { lockRelations } from '../tasks/lock-relations.ts'
import { lockTasks } from '../tasks/lock-tasks.ts'
import { recount } from '../tasks/recount.ts'
import { placeOf } from '../tasks/task-rules.ts'
import { findLink, findLinks } from './links.queries.ts'

type LinkInput = z.output<typeof linkEndpoints.createTaskLink.body>

/**
 * 422 for a task that is none, hidden, in the trash or the very same; 409 when tasks would block each other in a ring.
 * Whoever may change the first task and see the other may link them.
 */
export async function createTaskLink(work: Work, taskId: string, { kind: asked, otherTaskId }: LinkInput): Promise<TaskLink> {
  await lockRelations(work)
  await loadTaskFor(work, 'task.update', taskId)
  if (otherTaskId === taskId) throw invalidReference('/otherTaskId', 'A task cannot be linked to itself.')
  if (!(await isVisible(work, otherTaskId)))
    throw invalidReference('/otherTaskId', 'This is not a task that you can see, or it is in the trash.')
  const [fromTaskId, toTaskId] = endsOf(asked, taskId, otherTaskId)
  const kind = kindOf(asked)
  const present = (await findLinks(work, taskId)).find(
    (link) => link.kind === kind && link.fromTaskId === fromTaskId && link.toTaskId === toTaskId,
  )
  if (present) return present
  if (kind === 'blocks') await refuseRing(work, fromTaskId, toTaskId)
  return insertLink(work, { kind, fromTaskId, toTaskId })
}

async function isVisible(work: Work, taskId: string): Promise<boolean> {
  const [row] = await query<{ teamId: string }>(
    work.em,
    `select p.team_id as "teamId" from tasks t
    join projects p on p.organization_id = t.organization_id and p.id = t.project_id and p.deleted_at is null
    where t.organization_id = $1::uuid and t.id = $2::uuid and t.deleted_at is null`,
    [work.organizationId, taskId],
  )
  return row !== undefined && can(work.actor, 'task.read', { teamId: row.teamId })
}

const kindOf = (asked: LinkInput['kind']): TaskLink['kind'] =>
  asked === 'blocked_by' ? 'blocks' : asked === 'duplicated_by' ? 'duplicates' : asked

function endsOf(asked: LinkInput['kind'], taskId: string, otherTaskId: string): [from: string, to: string] {
  const turns = asked === 'relates' ? otherTaskId < taskId : asked === 'blocked_by' || asked === 'duplicated_by'
  return turns ? [otherTaskId, taskId] : [taskId, otherTaskId]
}

/** Throws 409 when `to` blocks `from` already, by however many others. */
async function refuseRing(work: Work, fromTaskId: string, toTaskId: string): Promise<void> {
  const [ring] = await query(
    work.em,
    `with recursive blocked(id) as (
      select $2::uuid
      union select l.to_task_id from task_links l join blocked b on b.id = l.from_task_id
        where l.organization_id = $1::uuid and l.kind = 'blocks')
    select id from blocked where id = $3::uuid`,
    [work.organizationId, toTaskId, fromTaskId],
  )
  if (ring) throw conflict('link_cycle', 'Then these tasks would block each other, and none could be finished first.')
}

async function insertLink(work: Work, ends: Pick<TaskLink, 'kind' | 'fromTaskId' | 'toTaskId'>): Promise<TaskLink> {
  const { organizationId, actor, at } = work
  const link = { id: randomUUIDv7(), ...ends, createdById: actor.membershipId || null, createdAt: at.toISOString() }
  const tasks = await lockEnds(work, link)
  await query(
    work.em,
    `insert into task_links (organization_id, id, kind, from_task_id, to_task_id, created_by_id, created_at)
    values ($1::uuid, $2::uuid, $3, $4::uuid, $5::uuid, $6::uuid, $7::timestamptz)`,
    [organizationId, link.id, link.kind, link.fromTaskId, link.toTaskId, link.createdById, link.createdAt],
  )
  await tell(work, 'taskLinkCreated', link, tasks)
  return link
}

/** Whoever may change one of the two tasks may take the link off. */
export async function deleteTaskLink(work: Work, linkId: string): Promise<void> {
  await lockRelations(work)
  const link = await findLink(work, linkId)
  if (!link) throw notFound()
  const tasks = await lockEnds(work, link)
  const visible = tasks.filter(({ task }) => can(work.actor, 'task.read', { teamId: task.teamId }))
  if (visible.length === 0) throw notFound()
  const allowed = visible.find(({ subject }) => can(work.actor, 'task.update', subject))
  if (!allowed) authorize(work.actor, 'task.update', visible[0]!.subject)
  await query(work.em, 'delete from task_links where organization_id = $1::uuid and id = $2::uuid', [
    work.organizationId,
    linkId,
  ])
  await tell(work, 'taskLinkDeleted', link, tasks)
}

/** Without those whose project is in the trash. */
async function lockEnds(work: Work, { fromTaskId, toTaskId }: TaskLink): Promise<LoadedTask[]> {
  await lockTasks(work, [fromTaskId, toTaskId])
  const tasks: (LoadedTask | undefined)[] = []
  for (const id of [fromTaskId, toTaskId]) tasks.push(await lookForTask(work, id, { trash: true }))
  return tasks.filter((task) => task !== undefined)
}

/** Each team hears of it once, and the name of its own tasks only. Then what the tasks keep of each other is counted. */
async function tell(work: Work, event: keyof typeof linkEvents, link: TaskLink, loaded: LoadedTask[]): Promise<void> {
  const tasks = new Map(loaded.map(({ task }) => [task.id, task]))
  for (const teamId of new Set(loaded.map(({ task }) => task.teamId))) {
    const end = (id: string) => endFor(teamId, id, tasks.get(id))
    const stream = teamStream(teamId)
    if (!can(work.actor, 'team.read', { teamId })) work.keepFromAnswer(stream)
    work.append(stream, linkEvents[event], { link, from: end(link.fromTaskId), to: end(link.toTaskId) })
  }
  if (link.kind === 'blocks') await recount(work, [link.fromTaskId, link.toTaskId])
}

const endFor = (teamId: string, taskId: string, task: Task | undefined) =>
  task?.teamId === teamId ? placeOf(task) : { taskId, projectId: null, key: null, title: null }
