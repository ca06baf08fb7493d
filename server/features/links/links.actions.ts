// Links tasks and takes links off. Both tasks are locked; rings of blocking tasks are refused.
import { randomUUIDv7 } from 'node:crypto'
import type { z } from 'zod'
import { endsOf, type linkEndpoints, type TaskLink } from '../../../shared/features/links.ts'
import { query } from '../../kernel/database.ts'
import { conflict, invalidReference, notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { can } from '../../policy/policy.ts'
import { loadTaskFor } from '../tasks/load-task.ts'
import { lockRelations } from '../tasks/lock-relations.ts'
import { authorizeEither, lockEnds, tellLink } from './link-ends.ts'
import { findLink, findLinks } from './links.queries.ts'
import { refuseRing } from './rings.ts'

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
  const ends = endsOf(asked, taskId, otherTaskId)
  return (await findSame(work, ends)) ?? makeLink(work, ends)
}

export type LinkEnds = Pick<TaskLink, 'kind' | 'fromTaskId' | 'toTaskId'>

/** Asks nobody; false where they are linked so already. Whoever calls holds `lockRelations`. */
export const linkOnce = async (work: Work, ends: LinkEnds): Promise<boolean> => !(await findSame(work, ends)) && Boolean(await makeLink(work, ends))

const findSame = async (work: Work, asked: LinkEnds): Promise<TaskLink | undefined> =>
  (await findLinks(work, asked.fromTaskId)).find(
    ({ kind, fromTaskId, toTaskId }) => kind === asked.kind && fromTaskId === asked.fromTaskId && toTaskId === asked.toTaskId,
  )

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

async function makeLink(work: Work, ends: LinkEnds): Promise<TaskLink> {
  if (ends.kind === 'blocks') await refuseRing(work, ends.fromTaskId, ends.toTaskId)
  return writeLink(work, { id: randomUUIDv7(), ...ends, createdById: work.actor.membershipId || null, createdAt: work.at.toISOString() })
}

async function writeLink(work: Work, link: TaskLink): Promise<TaskLink> {
  const tasks = await lockEnds(work, link)
  await query(
    work.em,
    `insert into task_links (organization_id, id, kind, from_task_id, to_task_id, created_by_id, created_at)
    values ($1::uuid, $2::uuid, $3, $4::uuid, $5::uuid, $6::uuid, $7::timestamptz)`,
    [work.organizationId, link.id, link.kind, link.fromTaskId, link.toTaskId, link.createdById, link.createdAt],
  )
  await tellLink(work, 'taskLinkCreated', link, tasks)
  return link
}

/**
 * Puts a link back as it was, also of tasks in the trash: whoever may change one of the tasks and see the other may.
 * Throws 404 when a task is gone or hidden, 409 when they are linked so again, or would block each other in a ring.
 */
export async function restoreTaskLink(work: Work, link: TaskLink): Promise<void> {
  await lockRelations(work)
  const tasks = await lockEnds(work, link)
  if (authorizeEither(work, tasks).length < 2) throw notFound()
  if (await findSame(work, link)) throw conflict('conflict', 'These tasks are linked so again.')
  if (link.kind === 'blocks') await refuseRing(work, link.fromTaskId, link.toTaskId)
  await writeLink(work, link)
}

/** Whoever may change one of the two tasks may take the link off. */
export async function deleteTaskLink(work: Work, linkId: string): Promise<void> {
  await lockRelations(work)
  const link = await findLink(work, linkId)
  if (!link) throw notFound()
  const tasks = await lockEnds(work, link)
  authorizeEither(work, tasks)
  await query(work.em, 'delete from task_links where organization_id = $1::uuid and id = $2::uuid', [
    work.organizationId,
    linkId,
  ])
  await tellLink(work, 'taskLinkDeleted', link, tasks)
}
