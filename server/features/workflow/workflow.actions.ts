// What changes a project's workflow.
import type { BodyOf } from '../../../shared/endpoint.ts'
import { events } from '../../../shared/index.ts'
import { isOver, type Status as StatusResource, type workflowEndpoints } from '../../../shared/features/workflow.ts'
import { rankBetween } from '../../../shared/rank.ts'
import { teamStream } from '../../../shared/streams.ts'
import { changesBetween, isEmpty } from '../../kernel/changes.ts'
import { query } from '../../kernel/database.ts'
import { invalidReference, notFound } from '../../kernel/errors.ts'
import { newId } from '../../kernel/tenancy.ts'
import type { Work } from '../../kernel/work.ts'
import { loadProject } from '../projects/load-project.ts'
import { Project } from '../projects/project.entity.ts'
import { lockRelations } from '../tasks/lock-relations.ts'
import { lockAround } from '../tasks/lock-tasks.ts'
import { recountAround } from '../tasks/recount.ts'
import { Status } from './status.entity.ts'
import { presentStatus } from './status.presenter.ts'

/** Adds a status. The project's row is locked, so that no two statuses get one rank. */
export async function createStatus(work: Work, projectId: string, input: BodyOf<typeof workflowEndpoints.createStatus>): Promise<StatusResource> {
  const project = await loadProject(work, projectId, 'workflow.update', { lock: true })
  const siblings = await statusesOf(work, projectId)
  checkNext(siblings, input.nextStatusIds)
  const after = input.afterStatusId === undefined ? siblings.at(-1)?.id ?? null : input.afterStatusId
  const status = work.em.create(Status, {
    organizationId: work.organizationId, id: newId(), project: work.em.getReference(Project, [work.organizationId, projectId]), name: input.name,
    category: input.category, color: input.color, rank: rankAfter(siblings, after), archived: false, limit: input.limit,
    nextStatusIds: input.nextStatusIds, version: 1,
  })
  await work.em.flush()
  work.append(teamStream(project.team.id), events.statusCreated, { status: presentStatus(status) })
  return presentStatus(status)
}

/** Changes, moves or archives a status. */
export async function updateStatus(work: Work, id: string, input: BodyOf<typeof workflowEndpoints.updateStatus>): Promise<StatusResource> {
  // Whether a status means done decides what is counted of its tasks: none comes, goes or is linked behind our back.
  if (input.category !== undefined) await lockRelations(work)
  const project = await lockProjectOf(work, id)
  if (input.category !== undefined) await lockAround(work, 'related', [id])
  const status = await lockStatus(work, id)
  const { afterStatusId, ...fields } = input
  const siblings = await statusesOf(work, project.id)
  checkNext(siblings, fields.nextStatusIds)
  const others = siblings.filter((other) => other.id !== id)
  const rank = afterStatusId === undefined || afterStatusId === id ? undefined : rankAfter(others, afterStatusId)
  const { name, category, color, archived, limit, nextStatusIds } = presentStatus(status)
  const changes = changesBetween({ name, category, color, archived, limit, nextStatusIds, rank: status.rank }, { ...fields, rank })
  if (isEmpty(changes)) return presentStatus(status)
  work.em.assign(status, { ...fields, ...(rank && { rank }), version: status.version + 1 })
  work.append(teamStream(project.team.id), events.statusUpdated, { statusId: id, projectId: project.id, version: status.version, changes })
  if (changes.category && isOver(changes.category[0]) !== isOver(changes.category[1])) {
    await work.em.flush()
    await work.batch('bulk', () => recountAround(work, 'statuses', [id]))
  }
  return presentStatus(status)
}

/** Locks the status's project, which keeps its workflow as it is. Throws 404 when hidden, 403 when not allowed. */
export async function lockProjectOf(work: Work, id: string): Promise<Project> {
  const found = await work.em.findOne(Status, { id })
  if (!found) throw notFound()
  return loadProject(work, found.project.id, 'workflow.update', { lock: true })
}

/** Locks the status: from then on no task comes into it. Throws 404 when it was deleted meanwhile. */
export async function lockStatus(work: Work, id: string): Promise<Status> {
  await query(work.em, 'select id from statuses where organization_id = $1::uuid and id = $2::uuid for no key update', [work.organizationId, id])
  const status = await work.em.findOne(Status, { id }, { refresh: true })
  if (!status) throw notFound()
  return status
}

export const statusesOf = (work: Work, projectId: string) => work.em.find(Status, { project: { id: projectId } }, { orderBy: { rank: 'asc' } })

/** Throws unless each is a status of the project. */
function checkNext(siblings: Status[], nextStatusIds: string[] | null | undefined): void {
  const strange = (nextStatusIds ?? []).findIndex((nextId) => !siblings.some(({ id }) => id === nextId))
  if (strange >= 0) throw invalidReference(`/nextStatusIds/${strange}`, 'This is no status of the project.')
}

function rankAfter(siblings: Status[], afterId: string | null): string {
  const index = afterId === null ? -1 : siblings.findIndex(({ id }) => id === afterId)
  if (afterId !== null && index < 0) throw invalidReference('/afterStatusId', 'This is no other status of the project.')
  return rankBetween(siblings[index]?.rank ?? null, siblings[index + 1]?.rank ?? null)
}
