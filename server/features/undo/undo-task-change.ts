// Takes one change of a task back, on the model of bulk changes: what it changed must still be as it left it. Sets are taken back
// element by element, places to the very rank. Throws before it changes anything.
import type { Task } from '../../../shared/features/tasks.ts'
import { sameValue, type FieldChange, type FieldValues } from '../../../shared/field-values.ts'
import type { Recurrence } from '../../../shared/features/recurrence.ts'
import type { Permission } from '../../../shared/permissions.ts'
import { invalid } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import type { BulkModel } from '../tasks/bulk-model.ts'
import { change, type ChangeEvent } from '../tasks/bulk-operations.ts'
import { customChanges, sortedIds, taskSubject, type TaskChangesMade } from '../tasks/task-rules.ts'
import { authorize } from '../../policy/policy.ts'
import type { PastChange } from './past-changes.ts'
import { renewed } from '../recurrence/kept-recurrence.ts'
import { changedSince, isGone, isTrashed } from './undo-refusal.ts'

const OPPOSITES: Record<string, [permission: Permission, event: ChangeEvent]> = {
  'task.created': ['task.delete', 'taskDeleted'], 'task.updated': ['task.update', 'taskUpdated'], 'task.moved': ['task.move', 'taskMoved'],
  'task.archived': ['task.archive', 'taskArchived'], 'task.deleted': ['task.delete', 'taskRestored'], 'task.restored': ['task.delete', 'taskDeleted'],
}

/**
 * What could not be given back exactly stands for what was: a rank that another has now, the time of an earlier deletion. What happened
 * before it in the same undo takes it for the same.
 */
export class StandIns {
  readonly #next: ReadonlyMap<string, readonly string[]>
  readonly #wanted = new Map<string, unknown>()

  /** `next`: the tasks that follow each by a rule. */
  constructor(next: ReadonlyMap<string, readonly string[]> = new Map()) {
    this.#next = next
  }

  /** Whether a rule went on to a task that stays: it is that one's then, since two would make everything twice. */
  goesOn({ facts }: BulkModel, taskId: string): boolean {
    return (this.#next.get(taskId) ?? []).some((id) => (facts.tasks.get(id)?.deletedAt ?? null) === null)
  }

  note(taskId: string, field: string, given: unknown, wanted: unknown): void {
    if (given !== wanted) this.#wanted.set(placeOf(taskId, field, given), wanted)
  }

  isSame(taskId: string, field: string, present: unknown, left: unknown): boolean {
    return same(present, left) || same(this.#wanted.get(placeOf(taskId, field, present)), left)
  }
}

const placeOf = (taskId: string, field: string, value: unknown) => `${taskId} ${field} ${JSON.stringify(value)}`
const same = (a: unknown, b: unknown) => a === b || JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b))

/** The database keeps the facts of an object in an order of its own. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => [name, inOrder(inner)]))
}

/** The task before and after, and what changed of it. */
export function undoTaskChange(work: Work, model: BulkModel, standIns: StandIns, past: PastChange): { task: Task; changes: TaskChangesMade } {
  const [permission, event] = OPPOSITES[past.type]!
  const task = findTask(work, model, permission, past)
  const changes = past.type === 'task.created'
    ? creationUndone(work, standIns, task, past.data.task as Task)
    : changesUndone(work, model, standIns, task, past.data.changes as Pairs)
  const outcome = change(work, model, task, event, changes)
  return { task: outcome.task, changes }
}

/** Whether anything still blocks a task that the undo finished is asked of what is in the end: it may have finished the blocker after it. */
export function checkFinished(work: Work, model: BulkModel, taskId: string): void {
  const [before, after] = [model.originals.get(taskId), model.facts.tasks.get(taskId)]
  const status = after && model.facts.statuses.get(after.statusId)
  if (before && status && before.statusId !== after.statusId) model.checkBlocked(work, before, status, undefined)
}

/** Its team was readable, so nothing is told by saying that it is gone. */
function findTask(work: Work, model: BulkModel, permission: Permission, past: PastChange): Task {
  const { id, key } = taskOf(past)
  const task = model.facts.tasks.get(id)
  const project = task && model.facts.projects.get(task.projectId)
  if (!project || project.teamId !== past.teamId) throw isGone(key)
  authorize(work.actor, permission, taskSubject(task, project))
  if (task.deletedAt !== null && past.type !== 'task.deleted') throw isTrashed(key)
  return task
}

/** The task that a change is about; of a link, one of the team's. */
export function taskOf({ data }: Pick<PastChange, 'data'>): { id: string; key: string; title: string } {
  const task = data.task as Task | undefined
  const { taskId, key, title } = (data.link ? namedEnd(data) : data) as { taskId: string; key: string; title: string }
  return task ?? { id: taskId, key, title }
}

/** The first task of a link that has a name for the team that heard of it. */
const namedEnd = ({ from, to }: PastChange['data']) => ((from as { key: string | null }).key === null ? to : from)

const AS_CREATED = [
  'title', 'description', 'statusId', 'rank', 'priority', 'assigneeIds', 'labelIds', 'startAt', 'dueAt', 'progress', 'parentId',
  'estimateMinutes', 'estimatePoints', 'archivedAt', 'commentCount', 'attachmentCount', 'checklistTotal', 'customFields', 'recurrence',
] as const satisfies (keyof Task)[]

/** What others added since would go to the trash unseen. */
function creationUndone(work: Work, standIns: StandIns, task: Task, created: Task): TaskChangesMade {
  // Tasks made before there were fields were told without them.
  const told: Partial<Task> = { ...created, customFields: created.customFields ?? {} }
  const changed = AS_CREATED.filter((field) => field in told && !standIns.isSame(task.id, field, task[field], told[field]))
  if (changed.length > 0) throw changedSince(task.key, changed)
  return { deletedAt: [null, work.at.toISOString()] }
}

type Pairs = Record<string, [unknown, unknown]>
const PLAIN = new Set(['title', 'description', 'priority', 'startAt', 'dueAt', 'progress', 'parentId', 'estimateMinutes', 'estimatePoints', 'archivedAt', 'recurrence'])
const SETS = new Set(['assigneeIds', 'labelIds'])

function changesUndone(work: Work, model: BulkModel, standIns: StandIns, task: Task, pairs: Pairs): TaskChangesMade {
  const { statusId, rank, deletedAt, customFields, ...fields } = pairs
  const made: Record<string, [unknown, unknown]> = {}
  const changed: string[] = []
  const put = (field: string, value: unknown) => {
    const present = task[field as keyof Task]
    if (!same(present, value)) made[field] = [present, value]
  }
  for (const [field, [before, after]] of Object.entries(fields)) {
    const present = task[field as keyof Task]
    if (SETS.has(field)) {
      const kept = setBefore(present as string[], before as string[], after as string[])
      if (kept) put(field, kept)
      else changed.push(field)
    } else if (!PLAIN.has(field)) throw invalid('', `A change of ${field} cannot be taken back by undo.`, 'not_undoable')
    else if (field === 'recurrence' && before !== null && after === null && standIns.goesOn(model, task.id)) continue
    else if (standIns.isSame(task.id, field, present, after)) put(field, field === 'recurrence' ? recurrenceBack(work, standIns, task, before as Recurrence | null) : before)
    else changed.push(field)
  }
  const values = customFields && valuesBefore(task.customFields, customFields as [FieldChange, FieldChange])
  if (customFields && !values) changed.push('customFields')
  for (const [field, pair] of Object.entries({ statusId, rank, deletedAt })) {
    if (pair && !standIns.isSame(task.id, field, task[field as keyof Task], pair[1])) changed.push(field)
  }
  if (changed.length > 0) throw changedSince(task.key, changed)
  if (deletedAt) {
    const value = deletedAt[0] === null ? null : work.at.toISOString()
    standIns.note(task.id, 'deletedAt', value, deletedAt[0])
    put('deletedAt', value)
  }
  checkFields(model, task, made as TaskChangesMade)
  if (values) Object.assign(made, customChanges(task.customFields, model.checkFieldValues(model.facts.projects.get(task.projectId)!, values, task)))
  if (statusId ?? rank) placeUndone(model, standIns, task, { statusId: statusId?.[0] as string, rank: rank?.[0] as string }, put)
  return made as TaskChangesMade
}

/** A rule as it was; what it would have made meanwhile by its days is not made up for. */
function recurrenceBack(work: Work, standIns: StandIns, task: Task, before: Recurrence | null): Recurrence | null {
  if (before?.nextAt == null || Date.parse(before.nextAt) > work.at.getTime()) return before
  const given = renewed(before, task, work.at)
  standIns.note(task.id, 'recurrence', given, before)
  return given
}

/** The values that the fields had; undefined where one of them was changed since. */
function valuesBefore(present: FieldValues, [before, after]: [FieldChange, FieldChange]): FieldChange | undefined {
  return Object.entries(after).every(([fieldId, value]) => sameValue(present[fieldId] ?? null, value)) ? before : undefined
}

/** Without what was added, with what was taken off; undefined where either was changed since. */
function setBefore(present: string[], before: string[], after: string[]): string[] | undefined {
  const added = after.filter((id) => !before.includes(id))
  const removed = before.filter((id) => !after.includes(id))
  if (added.some((id) => !present.includes(id)) || removed.some((id) => present.includes(id))) return undefined
  return sortedIds([...present.filter((id) => !added.includes(id)), ...removed])
}

function checkFields(model: BulkModel, task: Task, { assigneeIds, labelIds, parentId, archivedAt, deletedAt }: TaskChangesMade): void {
  const project = model.facts.projects.get(task.projectId)!
  model.checkPeopleAndLabels(project, { assigneeIds: assigneeIds?.[1], labelIds: labelIds?.[1] }, task)
  model.checkParent(task.projectId, task.id, parentId?.[1])
  const returns = (archivedAt?.[1] === null && task.deletedAt === null) || (deletedAt?.[1] === null && task.archivedAt === null)
  if (returns) model.checkReturn(task)
}

interface Place { statusId?: string; rank?: string }

function placeUndone(
  model: BulkModel, standIns: StandIns, task: Task, { statusId = task.statusId, rank: wanted = task.rank }: Place,
  put: (field: string, value: unknown) => void,
): void {
  const status = model.findStatus(task.projectId, statusId, task.statusId)
  if (status.id !== task.statusId) model.checkEntry(task, status)
  const rank = model.rankAt(status.id, task.id, wanted)
  standIns.note(task.id, 'rank', rank, wanted)
  put('statusId', status.id)
  put('rank', rank)
}
