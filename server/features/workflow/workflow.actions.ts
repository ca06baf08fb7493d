// What changes a project's workflow.
import { LockMode } from '@mikro-orm/core'
import type { BodyOf } from '../../../shared/endpoint.ts'
import { events } from '../../../shared/index.ts'
import type { Status as StatusResource, workflowEndpoints } from '../../../shared/features/workflow.ts'
import { rankBetween } from '../../../shared/rank.ts'
import { teamStream } from '../../../shared/streams.ts'
import { changesBetween, isEmpty } from '../../kernel/changes.ts'
import { conflict, invalidReference, notFound } from '../../kernel/errors.ts'
import { newId } from '../../kernel/tenancy.ts'
import type { Work } from '../../kernel/work.ts'
import { loadProject } from '../projects/load-project.ts'
import { Project } from '../projects/project.entity.ts'
import { Task } from '../tasks/task.entity.ts'
import { Status } from './status.entity.ts'
import { presentStatus } from './status.presenter.ts'

/** Adds a status. The project's row is locked, so that no two statuses get one rank. */
export async function createStatus(work: Work, projectId: string, input: BodyOf<typeof workflowEndpoints.createStatus>): Promise<StatusResource> {
  const project = await loadProject(work, projectId, 'workflow.update', { lock: true })
  const siblings = await statusesOf(work, projectId)
  const after = input.afterStatusId === undefined ? siblings.at(-1)?.id ?? null : input.afterStatusId
  const status = work.em.create(Status, {
    organizationId: work.organizationId, id: newId(), project: work.em.getReference(Project, [work.organizationId, projectId]), name: input.name,
    category: input.category, color: input.color, rank: rankAfter(siblings, after), archived: false, limit: input.limit, version: 1,
  })
  await work.em.flush()
  work.append(teamStream(project.team.id), events.statusCreated, { status: presentStatus(status) })
  return presentStatus(status)
}

/** Changes, moves or archives a status. */
export async function updateStatus(work: Work, id: string, input: BodyOf<typeof workflowEndpoints.updateStatus>): Promise<StatusResource> {
  const { status, project } = await loadStatus(work, id)
  const { afterStatusId, ...fields } = input
  const others = (await statusesOf(work, project.id)).filter((other) => other.id !== id)
  const rank = afterStatusId === undefined || afterStatusId === id ? undefined : rankAfter(others, afterStatusId)
  const { name, category, color, archived, limit = null } = status
  const changes = changesBetween({ name, category, color, archived, limit, rank: status.rank }, { ...fields, rank })
  if (isEmpty(changes)) return presentStatus(status)
  work.em.assign(status, { ...fields, ...(rank && { rank }), version: status.version + 1 })
  work.append(teamStream(project.team.id), events.statusUpdated, { statusId: id, projectId: project.id, version: status.version, changes })
  return presentStatus(status)
}

/** Deletes a status that no task stands in, archived and deleted ones included; the last one stays. */
export async function deleteStatus(work: Work, id: string): Promise<void> {
  const { status, project } = await loadStatus(work, id)
  const tasks = await work.em.count(Task, { status: { id } })
  if (tasks > 0) throw conflict('status_not_empty', stillThere(tasks, status.name))
  if ((await statusesOf(work, project.id)).length === 1) throw conflict('conflict', 'A project needs at least one status.')
  work.em.remove(status)
  work.append(teamStream(project.team.id), events.statusDeleted, { status: presentStatus(status) })
}

/** Why a status stays: counted in a whole sentence, and what to do. */
function stillThere(tasks: number, name: string): string {
  const which = tasks === 1 ? '1 task stands' : `${tasks} tasks stand`
  return `${which} in "${name}", archived and deleted ones included. Move them first, or archive the status.`
}

async function loadStatus(work: Work, id: string): Promise<{ status: Status; project: Project }> {
  const found = await work.em.findOne(Status, { id })
  if (!found) throw notFound()
  const project = await loadProject(work, found.project.id, 'workflow.update', { lock: true })
  const status = await work.em.findOne(Status, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true })
  if (!status) throw notFound()
  return { status, project }
}

const statusesOf = (work: Work, projectId: string) => work.em.find(Status, { project: { id: projectId } }, { orderBy: { rank: 'asc' } })

function rankAfter(siblings: Status[], afterId: string | null): string {
  const index = afterId === null ? -1 : siblings.findIndex(({ id }) => id === afterId)
  if (afterId !== null && index < 0) throw invalidReference('/afterStatusId', 'This is no other status of the project.')
  return rankBetween(siblings[index]?.rank ?? null, siblings[index + 1]?.rank ?? null)
}
