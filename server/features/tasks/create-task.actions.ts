// Creates a task: number from its project's counter, first open status at its end unless said.
import { randomUUIDv7 } from 'node:crypto'
import type { z } from 'zod'
import { taskEvents, type Task, type taskInput } from '../../../shared/features/tasks.ts'
import type { Recurrence } from '../../../shared/features/recurrence.ts'
import { teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import { invalidReference, notFound } from '../../kernel/errors.ts'
import { together } from '../../kernel/together.ts'
import type { Work } from '../../kernel/work.ts'
import { putValues, type FieldValues } from '../../../shared/field-values.ts'
import { authorize } from '../../policy/policy.ts'
import { checkFieldValues } from '../custom-fields/find-fields.ts'
import { givenRecurrence } from '../recurrence/given-recurrence.ts'
import { checkParent, lockForParent } from './families.ts'
import { insertTasks } from './insert-tasks.ts'
import { recount } from './recount.ts'
import { checkRoom } from './task-entry.ts'
import { boundsOf, rankIn, type Bounds } from './task-places.ts'
import { checkPeopleAndLabels } from './task-references.ts'
import { PROJECT_OF_STATUS, STATUS_FACTS } from './task-row.ts'
import { checkStatus, idTaken, sortedIds, type TaskProject, type TaskStatus } from './task-rules.ts'
import { taskKey } from './task.presenter.ts'

export type TaskInput = z.output<typeof taskInput>

/**
 * 404 for a project that one cannot see, 409 for an id in use or a full status, 422 for a status, neighbour, person or label that does
 * not fit.
 */
export async function createTask(work: Work, input: TaskInput): Promise<Task> {
  const [, project] = await together<[void, LockedProject]>([lockForParent(work, input.parentId), lockProject(work, input.projectId)])
  authorize(work.actor, 'task.create', { teamId: project.teamId, settings: project.settings })
  const id = input.id ?? randomUUIDv7()
  await checkPeopleAndLabels(work, project, input, { assigneeIds: [], labelIds: [] })
  const customFields = putValues({}, await checkFieldValues(work, project, input.customFields, {}))
  const recurrence = (await givenRecurrence(work, input.recurrence, { ...input, recurrence: null }, project.teamId)) ?? null
  // A status that is named is looked into by the same write that locks it.
  const place = (statusId: string) => boundsOf(work, statusId, id, input.afterTaskId)
  const [, status, known] = await together<[void, TaskStatus, Bounds | undefined]>([
    checkParent(work, project.id, id, input.parentId), lockStatus(work, project.id, input.statusId),
    input.statusId === undefined ? Promise.resolve(undefined) : place(input.statusId),
  ])
  const bounds = known ?? (await place(status.id))
  const rank = rankIn(bounds, null)
  checkRoom(status, bounds.others)
  const task = newTask(work, { ...input, id, customFields, recurrence }, project, { statusId: status.id, rank, number: project.lastNumber + 1 })
  work.append(teamStream(project.teamId), taskEvents.taskCreated, { task })
  const [added] = await together<[number, void]>([insertTasks(work, [task]), recount(work, [task.parentId])])
  if (added === 0) throw idTaken()
  return task
}

interface LockedProject extends TaskProject {
  lastNumber: number
}

const LOCK_PROJECT = `select p.id, p.key, p.team_id as "teamId", p.last_number as "lastNumber",
    jsonb_build_object('membersEditAllTasks', e.members_edit_all_tasks, 'onlyManagersCreateTasks',
      e.only_managers_create_tasks) as settings
  from projects p join teams e on e.organization_id = p.organization_id and e.id = p.team_id
  where p.organization_id = $1::uuid and p.id = $2::uuid and p.deleted_at is null for no key update of p`

async function lockProject(work: Work, projectId: string): Promise<LockedProject> {
  const lock = () => query<LockedProject>(work.em, LOCK_PROJECT, [work.organizationId, projectId])
  // One that went to another team while it was waited for is not found with the team of before.
  const project = (await lock())[0] ?? (await lock())[0]
  if (!project) throw notFound()
  return project
}

/** The status asked for, or the first that is not archived; locked, so that its ranks stand still. */
async function lockStatus(work: Work, projectId: string, statusId: string | undefined): Promise<TaskStatus> {
  const [status] = await query<TaskStatus>(
    work.em,
    `select ${STATUS_FACTS} from statuses s ${PROJECT_OF_STATUS}
    where s.organization_id = $1::uuid and s.project_id = $2::uuid and case when $3::uuid is null then not s.archived else
      s.id = $3::uuid end
    order by s.rank limit 1 for no key update of s`,
    [work.organizationId, projectId, statusId ?? null],
  )
  if (!status && statusId === undefined) throw invalidReference('/projectId', 'This project has no open status.')
  checkStatus(status, projectId)
  return status
}

type NewTask = Omit<TaskInput, 'id' | 'statusId' | 'afterTaskId' | 'customFields' | 'recurrence'> & { id: string; customFields: FieldValues; recurrence: Recurrence | null }

/** The task as it will be, before anything is written. */
export function newTask(
  work: Work,
  input: NewTask,
  project: Pick<TaskProject, 'id' | 'key' | 'teamId'>,
  place: { statusId: string; rank: string; number: number },
): Task {
  const at = work.at.toISOString()
  return {
    id: input.id,
    key: taskKey(project.key, place.number),
    number: place.number,
    projectId: project.id,
    teamId: project.teamId,
    title: input.title,
    description: input.description,
    statusId: place.statusId,
    rank: place.rank,
    priority: input.priority,
    assigneeIds: sortedIds(input.assigneeIds),
    labelIds: sortedIds(input.labelIds),
    startAt: input.startAt,
    dueAt: input.dueAt,
    progress: input.progress,
    version: 1,
    archivedAt: null,
    deletedAt: null,
    createdById: work.actor.membershipId || null,
    createdAt: at,
    updatedAt: at,
    commentCount: 0,
    attachmentCount: 0,
    checklistDone: 0,
    checklistTotal: 0,
    importedPeople: [],
    parentId: input.parentId ?? null,
    estimateMinutes: input.estimateMinutes ?? null,
    estimatePoints: input.estimatePoints ?? null,
    subtaskDone: 0,
    subtaskTotal: 0,
    openBlockers: 0,
    customFields: input.customFields,
    recurrence: input.recurrence,
    previousId: null,
  }
}
