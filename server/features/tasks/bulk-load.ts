// Loads and locks all that a bulk change names, in few statements. Locks are taken in one order: projects, tasks,
// statuses, each by id.
import type { BulkOperation, Task } from '../../../shared/features/tasks.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import type { Category } from '../../../shared/features/workflow.ts'
import { findFields, peopleIn } from '../custom-fields/find-fields.ts'
import { readBlockers } from './blocked.ts'
import { BulkModel, type BulkProject, type WorkflowPlace } from './bulk-model.ts'
import { StatusPlaces, type PlacedTask } from './bulk-places.ts'
import { Families, readFamilies } from './families.ts'
import { lockRelations } from './lock-relations.ts'
import { idsAround, lockTasks } from './lock-tasks.ts'
import { asksForZone, zonesOfTeams } from '../recurrence/given-recurrence.ts'
import { findLabels, findTeamMembers } from './task-references.ts'
import { PROJECT_OF_STATUS, PROJECT_OF_TASK, STATUS_FACTS, TASK_COLUMNS, type TaskRow } from './task-row.ts'
import type { TaskStatus } from './task-rules.ts'
import { presentTask } from './task.presenter.ts'

export async function loadBulk(work: Work, operations: readonly BulkOperation[]): Promise<BulkModel> {
  const named = namesOf(operations)
  if (named.parentIds.length > 0) await lockRelations(work)
  const repeating = await projectsOfRepeating(work, named)
  await lockProjects(work, unique([...named.projectIds, ...repeating]))
  const around = () => idsAround(work, 'tasks', named.countedIds)
  const locked = await lockTasks(work, [...named.taskIds, ...(await around())])
  // Those that came to keep something of them while we waited: before any status too.
  if (locked.size > 0) await lockTasks(work, (await around()).filter((id) => !locked.has(id)))
  const takenIds = new Set(named.taskIds.filter((id) => locked.has(id)))
  const tasks = await readTasks(work, [...takenIds])
  const projects = await readProjects(
    work,
    unique([...named.projectIds, ...[...tasks.values()].map(({ projectId }) => projectId)]),
  )
  const steps = named.entersStatuses ? await readSteps(work, [...projects.keys()]) : new Map<string, WorkflowPlace>()
  const defaulted = [...steps.values()].filter(({ projectId }) => named.defaultedProjectIds.includes(projectId) || repeating.includes(projectId))
  const returned = named.returnedIds.map((id) => tasks.get(id)?.statusId)
  const statuses = await lockStatuses(work, unique([...named.statusIds, ...returned, ...defaulted.map(({ id }) => id)]))
  const { places, crowds } = await readPlaces(work, [...statuses.keys()])
  const labels = named.labelIds.length > 0 ? await findLabels(work, named.labelIds) : new Map<string, string | null>()
  const fields = await findFields(work, named.fieldIds)
  const memberIds = unique([...named.memberIds, ...peopleIn(named.fieldValues, fields)])
  const teamIds = unique([...projects.values()].map(({ teamId }) => teamId))
  const members = memberIds.length > 0 ? await findTeamMembers(work, teamIds, memberIds) : new Set<string>()
  const categories = await readCategories(work, [...tasks.values()], statuses)
  const blockers = await readBlockers(work, named.finishedIds)
  const families = named.parentIds.length > 0 ? await readFamilies(work, [...projects.keys()]) : new Families()
  return new BulkModel({
    tasks, takenIds, projects, steps, statuses, places, crowds, labels, fields, members, categories, blockers, families,
    numbered: new Set([...named.projectIds, ...repeating]), zones: named.asksForZone ? await zonesOfTeams(work, teamIds) : new Map<string, string>(),
  })
}

const unique = (ids: (string | undefined)[]): string[] => [...new Set(ids.filter((id) => id !== undefined))].sort()

const comesBack = (operation: BulkOperation): boolean =>
  operation.op === 'restore' || (operation.op === 'archive' && !operation.archived)

const isCounted = (operation: BulkOperation): boolean =>
  operation.op === 'move' || operation.op === 'delete' || operation.op === 'restore' ||
  (operation.op === 'update' && (operation.statusId !== undefined || operation.parentId !== undefined))

function namesOf(operations: readonly BulkOperation[]) {
  const creates = operations.filter((operation) => operation.op === 'create')
  const fielded = operations.filter((operation) => operation.op === 'create' || operation.op === 'update')
  const statusIds = unique(operations.map((operation) => ('statusId' in operation ? operation.statusId : undefined)))
  const returnedIds = unique(operations.map((operation) => ('taskId' in operation && comesBack(operation) ? operation.taskId : undefined)))
  const parentIds = unique(fielded.map(({ parentId }) => parentId ?? undefined))
  return {
    projectIds: unique(creates.map(({ projectId }) => projectId)),
    defaultedProjectIds: unique(
      creates.filter(({ statusId }) => statusId === undefined).map(({ projectId }) => projectId),
    ),
    taskIds: unique([
      ...operations.map((operation) => (operation.op === 'create' ? operation.id : operation.taskId)),
      ...parentIds,
    ]),
    statusIds,
    /** Tasks that come back to the status that they are in. */
    returnedIds,
    entersStatuses: creates.length + returnedIds.length + statusIds.length > 0,
    parentIds,
    /** Tasks of which others may keep something that changes. */
    countedIds: unique(operations.map((operation) => ('taskId' in operation && isCounted(operation) ? operation.taskId : undefined))),
    finishedIds: unique(
      operations.map((operation) => (operation.op === 'update' || operation.op === 'move') && operation.statusId ? operation.taskId : undefined),
    ),
    repeatingIds: unique(fielded.map((operation) => (operation.recurrence && operation.op === 'update' ? operation.taskId : undefined))),
    asksForZone: fielded.some(({ recurrence }) => asksForZone(recurrence)),
    fieldIds: unique(fielded.flatMap(({ customFields }) => Object.keys(customFields ?? {}))),
    fieldValues: fielded.map(({ customFields }) => customFields),
    labelIds: unique(fielded.flatMap(({ labelIds }) => labelIds ?? [])),
    memberIds: unique(fielded.flatMap(({ assigneeIds }) => assigneeIds ?? [])),
  }
}

/** The projects that get a next task where one of theirs is finished: it needs a number and a place. */
async function projectsOfRepeating(work: Work, { finishedIds, repeatingIds, projectIds }: ReturnType<typeof namesOf>): Promise<string[]> {
  if (finishedIds.length === 0) return []
  const rows = await inParts<{ projectId: string; repeats: boolean }>(
    work,
    `select distinct project_id as "projectId", recurrence is not null as repeats from tasks where organization_id = $1::uuid and id = ${IDS}`,
    finishedIds,
  )
  return unique([...rows.filter(({ repeats }) => repeats || repeatingIds.length > 0).map(({ projectId }) => projectId), ...projectIds])
}

/** So many rows a statement: each stays far below the statement timeout. */
const ROWS = 1000
const IDS = 'any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))'

async function inParts<Row>(work: Work, sql: string, ids: readonly string[]): Promise<Row[]> {
  const rows: Row[] = []
  for (let start = 0; start < ids.length; start += ROWS) {
    const part = JSON.stringify(ids.slice(start, start + ROWS))
    for (const row of await query<Row>(work.em, sql, [work.organizationId, part])) rows.push(row)
  }
  return rows
}

async function lockProjects(work: Work, ids: readonly string[]): Promise<void> {
  await inParts(
    work,
    `select id from projects where organization_id = $1::uuid and id = ${IDS} order by id for no key update`,
    ids,
  )
}

/** After the lock, so that people and labels are of now. */
async function readTasks(work: Work, ids: readonly string[]): Promise<Map<string, Task>> {
  const rows = await inParts<TaskRow>(
    work,
    `select ${TASK_COLUMNS} from tasks t ${PROJECT_OF_TASK}
    where t.organization_id = $1::uuid and t.id = ${IDS}`,
    ids,
  )
  return new Map(rows.map((row) => [row.id, presentTask(row)]))
}

async function readProjects(work: Work, ids: readonly string[]): Promise<Map<string, BulkProject>> {
  const rows = await inParts<BulkProject>(
    work,
    `select p.id, p.key, p.team_id as "teamId", p.last_number as "lastNumber",
      p.is_template or p.archived_at is not null as rests,
      jsonb_build_object('membersEditAllTasks', e.members_edit_all_tasks, 'onlyManagersCreateTasks',
        e.only_managers_create_tasks) as settings
    from projects p join teams e on e.organization_id = p.organization_id and e.id = p.team_id
    where p.organization_id = $1::uuid and p.id = ${IDS} and p.deleted_at is null`,
    ids,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** The workflows of the projects, by rank. */
async function readSteps(work: Work, projectIds: readonly string[]): Promise<Map<string, WorkflowPlace>> {
  const rows = await inParts<WorkflowPlace>(
    work,
    `select id, project_id as "projectId", name, archived, next_status_ids as "nextStatusIds"
    from statuses where organization_id = $1::uuid and project_id = ${IDS} order by rank`,
    projectIds,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** Of the statuses that tasks are in and go to. */
async function readCategories(
  work: Work,
  tasks: readonly Task[],
  named: ReadonlyMap<string, TaskStatus>,
): Promise<Map<string, Category>> {
  const rows = await inParts<{ id: string; category: Category }>(
    work,
    `select id, category from statuses where organization_id = $1::uuid and id = ${IDS}`,
    unique(tasks.map(({ statusId }) => statusId)),
  )
  return new Map([...rows, ...named.values()].map(({ id, category }) => [id, category]))
}

/** Answered by rank. */
async function lockStatuses(work: Work, ids: readonly string[]): Promise<Map<string, TaskStatus>> {
  const locked = await inParts<TaskStatus & { rank: string }>(
    work,
    `select ${STATUS_FACTS}, s.rank from statuses s ${PROJECT_OF_STATUS}
    where s.organization_id = $1::uuid and s.id = ${IDS} order by s.id for no key update of s`,
    ids,
  )
  locked.sort((a, b) => (a.rank < b.rank ? -1 : 1))
  return new Map(locked.map(({ rank: _, ...status }) => [status.id, status]))
}

/** Where the tasks of the statuses stand, and how many take room in each. */
async function readPlaces(work: Work, statusIds: readonly string[]) {
  const rows = await inParts<PlacedTask & { statusId: string; archived: boolean }>(
    work,
    `select id, rank, deleted_at is not null as deleted, archived_at is not null as archived, status_id as "statusId"
    from tasks where organization_id = $1::uuid and status_id = ${IDS} order by status_id, rank`,
    statusIds,
  )
  const byStatus = Map.groupBy(rows, ({ statusId }) => statusId)
  const crowdOf = (statusId: string) => (byStatus.get(statusId) ?? []).filter(({ deleted, archived }) => !deleted && !archived)
  return {
    places: new Map(statusIds.map((statusId) => [statusId, new StatusPlaces(byStatus.get(statusId) ?? [])])),
    crowds: new Map(statusIds.map((statusId) => [statusId, crowdOf(statusId).length])),
  }
}
