// What changes a project's workflow.
import type { BodyOf } from '../../../shared/endpoint.ts'
import { events } from '../../../shared/index.ts'
import { isDone, isOver, type Category, type Status as StatusResource, type workflowEndpoints } from '../../../shared/features/workflow.ts'
import { freeRank, rankBetween } from '../../../shared/rank.ts'
import { teamStream } from '../../../shared/streams.ts'
import { changesBetween, isEmpty } from '../../kernel/changes.ts'
import { query } from '../../kernel/database.ts'
import { invalidReference, notFound } from '../../kernel/errors.ts'
import { newId } from '../../kernel/tenancy.ts'
import type { Work } from '../../kernel/work.ts'
import { loadProject } from '../projects/load-project.ts'
import { Project } from '../projects/project.entity.ts'
import { TASKS_PER_STATEMENT } from '../tasks/insert-tasks.ts'
import { lockRelations } from '../tasks/lock-relations.ts'
import { lockAround } from '../tasks/lock-tasks.ts'
import { recountAround } from '../tasks/recount.ts'
import { idTaken } from '../tasks/task-rules.ts'
import { Status } from './status.entity.ts'
import { presentStatus } from './status.presenter.ts'
import { statusesOf } from './workflow.queries.ts'

/** Adds a status. The project's row is locked, so that no two statuses get one rank. */
export async function createStatus(work: Work, projectId: string, input: BodyOf<typeof workflowEndpoints.createStatus>): Promise<StatusResource> {
  const project = await loadProject(work, projectId, 'workflow.update', { lock: true })
  const siblings = await statusesOf(work, projectId)
  checkNext(siblings, input.nextStatusIds)
  const after = input.afterStatusId === undefined ? siblings.at(-1)?.id ?? null : input.afterStatusId
  const { afterStatusId: _, ...fields } = input
  return insertStatus(work, project, { id: newId(), projectId, ...fields, rank: rankAfter(siblings, after), archived: false, version: 1 })
}

async function insertStatus(work: Work, project: Project, { projectId, ...fields }: StatusResource): Promise<StatusResource> {
  const status = work.em.create(Status, {
    organizationId: work.organizationId, project: work.em.getReference(Project, [work.organizationId, projectId]), ...fields,
  })
  await work.em.flush()
  work.append(teamStream(project.team.id), events.statusCreated, { status: presentStatus(status) })
  return presentStatus(status)
}

/** Changes, moves or archives a status. */
export async function updateStatus(work: Work, id: string, input: BodyOf<typeof workflowEndpoints.updateStatus>): Promise<StatusResource> {
  const { afterStatusId, ...fields } = input
  return changeStatus(work, id, fields, (others) => (afterStatusId === undefined || afterStatusId === id ? undefined : rankAfter(others, afterStatusId)))
}

/** Gives a status fields of earlier back, its place among them: that very rank, or one right after whoever has it now. */
export async function revertStatus(work: Work, id: string, { rank, ...fields }: Fields & { rank?: string | undefined }): Promise<StatusResource> {
  return changeStatus(work, id, fields, (others) => (rank === undefined ? undefined : freeRank(others, rank)))
}

/** Brings a deleted status back as it was, without tasks, or right after whoever has its rank now. 409 when its id is in use. */
export async function restoreStatus(work: Work, deleted: StatusResource): Promise<StatusResource> {
  const project = await loadProject(work, deleted.projectId, 'workflow.update', { lock: true })
  const siblings = await statusesOf(work, project.id)
  if (await work.em.findOne(Status, { id: deleted.id })) throw idTaken()
  checkNext([...siblings, deleted], deleted.nextStatusIds)
  return insertStatus(work, project, { ...deleted, rank: freeRank(siblings, deleted.rank) })
}

type Fields = Omit<BodyOf<typeof workflowEndpoints.updateStatus>, 'afterStatusId'>

async function changeStatus(work: Work, id: string, fields: Fields, place: (others: Status[]) => string | undefined): Promise<StatusResource> {
  // Whether a status means done decides what is counted of its tasks: none comes, goes or is linked behind our back.
  if (fields.category !== undefined) await lockRelations(work)
  const project = await lockProjectOf(work, id)
  // Whether its tasks are finished too: each of them, before the status.
  if (fields.category !== undefined && turns(await categoryOf(work, id), fields.category)) await lockAround(work, 'statuses', [id])
  const status = await lockStatus(work, id)
  const siblings = await statusesOf(work, project.id)
  checkNext(siblings, fields.nextStatusIds)
  const rank = place(siblings.filter((other) => other.id !== id))
  const { name, category, color, archived, limit, nextStatusIds } = presentStatus(status)
  const changes = changesBetween({ name, category, color, archived, limit, nextStatusIds, rank: status.rank }, { ...fields, rank })
  if (isEmpty(changes)) return presentStatus(status)
  work.em.assign(status, { ...fields, ...(rank && { rank }), version: status.version + 1 })
  work.append(teamStream(project.team.id), events.statusUpdated, { statusId: id, projectId: project.id, version: status.version, changes })
  if (changes.category) await followCategory(work, id, changes.category)
  return presentStatus(status)
}

/** Whether what is kept of tasks changes with the category of their status. */
const turns = (before: Category, after: Category): boolean => isDone(before) !== isDone(after) || isOver(before) !== isOver(after)

/** What is kept of the tasks there by what their status means: when they were finished, and what others count of them. */
async function followCategory(work: Work, id: string, [before, after]: readonly [Category, Category]): Promise<void> {
  await work.em.flush()
  if (isDone(before) !== isDone(after)) await complete(work, id, isDone(after) ? work.at : null)
  if (isOver(before) !== isOver(after)) await work.batch('bulk', () => recountAround(work, 'statuses', [id]))
}

async function complete(work: Work, statusId: string, at: Date | null): Promise<void> {
  const tasks = await query<{ id: string }>(work.em, 'select id from tasks where organization_id = $1::uuid and status_id = $2::uuid order by id', [work.organizationId, statusId])
  for (let start = 0; start < tasks.length; start += TASKS_PER_STATEMENT) {
    const part = tasks.slice(start, start + TASKS_PER_STATEMENT).map(({ id }) => id)
    await query(work.em, COMPLETE, [work.organizationId, JSON.stringify(part), at?.toISOString() ?? null])
  }
}

const COMPLETE = `update tasks set completed_at = $3::timestamptz where organization_id = $1::uuid
  and id = any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))`

/** As it is since the project was locked. */
async function categoryOf({ em, organizationId }: Work, id: string): Promise<Category> {
  const [row] = await query<{ category: Category }>(em, 'select category from statuses where organization_id = $1::uuid and id = $2::uuid', [organizationId, id])
  if (!row) throw notFound()
  return row.category
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

/** Throws unless each is a status of the project. */
function checkNext(siblings: readonly { id: string }[], nextStatusIds: string[] | null | undefined): void {
  const strange = (nextStatusIds ?? []).findIndex((nextId) => !siblings.some(({ id }) => id === nextId))
  if (strange >= 0) throw invalidReference(`/nextStatusIds/${strange}`, 'This is no status of the project.')
}

function rankAfter(siblings: Status[], afterId: string | null): string {
  const index = afterId === null ? -1 : siblings.findIndex(({ id }) => id === afterId)
  if (afterId !== null && index < 0) throw invalidReference('/afterStatusId', 'This is no other status of the project.')
  return rankBetween(siblings[index]?.rank ?? null, siblings[index + 1]?.rank ?? null)
}
