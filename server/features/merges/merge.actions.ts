// Merges duplicates into one task: by the rules of bulk changes, links and checklists, all of it or nothing.
import type { z } from 'zod'
import { mergeEvents, type MergeAnswer, type MergedTask, type mergeInput } from '../../../shared/features/merges.ts'
import type { BulkOperation, Task } from '../../../shared/features/tasks.ts'
import { teamStream } from '../../../shared/streams.ts'
import { conflict, invalidReference, notFound, Problem } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize, can } from '../../policy/policy.ts'
import { moveChecklists } from '../checklists/checklists.actions.ts'
import { endFor } from '../links/link-ends.ts'
import { loadBulk } from '../tasks/bulk-load.ts'
import { applyOperation } from '../tasks/bulk-operations.ts'
import { writeBulk } from '../tasks/bulk-write.ts'
import { lockRelations } from '../tasks/lock-relations.ts'
import { findLabels, findTeamMembers, fitsProject } from '../tasks/task-references.ts'
import { taskSubject } from '../tasks/task-rules.ts'
import { readProjects, readTasks } from '../transfers/transfer-facts.queries.ts'
import { lockMerged, readDuplicates, type DuplicateFacts } from './merge-facts.queries.ts'
import { mergeLinks } from './merge-links.ts'
import { moveParts } from './move-parts.ts'

type Input = z.output<typeof mergeInput>

/**
 * 404 for a task that one cannot see, 403 unless one may change the kept one and each duplicate with its subtasks; 422 for the task itself, one that it
 * is below, or subtasks of another project; 409 for an archived task, or links that would go in a ring.
 */
export async function mergeTasks(work: Work, keptId: string, input: Input): Promise<MergeAnswer> {
  const ids = [...new Set(input.taskIds)]
  await lockRelations(work)
  await lockMerged(work, keptId, ids)
  const tasks = await readTasks(work, [keptId, ...ids])
  const kept = await loadKept(work, tasks, keptId)
  const duplicates = await checkDuplicates(work, tasks, kept, ids)
  const added = await addedTo(work, kept, duplicates)
  const links = await work.batch('bulk', () => write(work, kept, duplicates, added))
  if (input.dryRun) work.discard()
  return {
    applied: !input.dryRun, dryRun: input.dryRun, correlationId: work.correlationId, task: { taskId: kept.id, key: kept.key, title: kept.title }, ...added,
    merged: duplicates.map((one, index) => outcome(one, links[index]!)),
  }
}

interface Duplicate { task: Task; facts: DuplicateFacts; isSameProject: boolean; pointer: string }

async function loadKept(work: Work, tasks: ReadonlyMap<string, Task>, keptId: string): Promise<Task> {
  const kept = await mayChange(work, tasks.get(keptId), ['task.update'])
  if (kept.archivedAt !== null) throw conflict('conflict', `${kept.key} is archived. Bring it back before others are merged into it.`)
  return kept
}

async function mayChange(work: Work, task: Task | undefined, permissions: ('task.update' | 'task.archive')[]): Promise<Task> {
  if (!task || task.deletedAt !== null) throw notFound()
  const project = (await readProjects(work, [task.projectId])).get(task.projectId)!
  for (const permission of permissions) authorize(work.actor, permission, taskSubject(task, project))
  return task
}

async function checkDuplicates(work: Work, tasks: ReadonlyMap<string, Task>, kept: Task, ids: readonly string[]): Promise<Duplicate[]> {
  const facts = new Map((await readDuplicates(work, kept.id, ids)).map((one) => [one.id, one]))
  const duplicates: Duplicate[] = []
  for (const [index, id] of ids.entries()) {
    const pointer = `/taskIds/${index}`
    if (id === kept.id) throw invalidReference(pointer, 'A task cannot be merged into itself.')
    const task = await mayChange(work, tasks.get(id), ['task.update', 'task.archive'])
    const one = { task, facts: facts.get(id)!, isSameProject: task.projectId === kept.projectId, pointer }
    if (one.facts.isAboveKept) throw invalidReference(pointer, `${kept.key} is a subtask of ${task.key} or below it; a task cannot be merged into one of its own subtasks.`)
    if (!one.isSameProject && one.facts.childIds.length > 0)
      throw invalidReference(pointer, `${task.key} has subtasks, which only go to a task of their project. Move it to the project of ${kept.key} first.`)
    duplicates.push(one)
  }
  return duplicates
}

type Added = Pick<MergeAnswer, 'assigneeIds' | 'labelIds'>

/** People where they are of the kept task's team, labels where they are of its project or the organization. */
async function addedTo(work: Work, kept: Task, duplicates: readonly Duplicate[]): Promise<Added> {
  const missing = (ids: readonly string[], present: readonly string[]) => [...new Set(ids)].filter((id) => !present.includes(id))
  const people = missing(duplicates.flatMap(({ task }) => task.assigneeIds), kept.assigneeIds)
  const members = people.length > 0 ? await findTeamMembers(work, [kept.teamId], people) : new Set<string>()
  const labelIds = missing(duplicates.flatMap(({ task }) => task.labelIds), kept.labelIds)
  const labels = labelIds.length > 0 ? await findLabels(work, labelIds) : new Map<string, string | null>()
  return {
    assigneeIds: people.filter((id) => members.has(`${kept.teamId} ${id}`)),
    labelIds: labelIds.filter((id) => fitsProject(labels, id, kept.projectId)),
  }
}

/** Returns how many links of each went over. */
async function write(work: Work, kept: Task, duplicates: readonly Duplicate[], added: Added): Promise<number[]> {
  for (const { task } of duplicates) tellMerged(work, task, kept)
  await writeTasks(work, kept, duplicates, added)
  const merged = new Set(duplicates.map(({ task }) => task.id))
  const links: number[] = []
  for (const { task: from, isSameProject } of duplicates) {
    links.push(await mergeLinks(work, from.id, kept.id, merged))
    if (!isSameProject) continue
    await moveParts(work, { from, to: kept })
    await moveChecklists(work, from.id, kept.id)
  }
  return links
}

/** Of another team's task nothing is said but that there is one. */
function tellMerged(work: Work, from: Task, to: Task): void {
  for (const teamId of new Set([from.teamId, to.teamId])) {
    if (!can(work.actor, 'team.read', { teamId })) work.keepFromAnswer(teamStream(teamId))
    work.append(teamStream(teamId), mergeEvents.taskMerged, { from: endFor(teamId, from.id, from), to: endFor(teamId, to.id, to) })
  }
}

async function writeTasks(work: Work, kept: Task, duplicates: readonly Duplicate[], { assigneeIds, labelIds }: Added): Promise<void> {
  const gains: BulkOperation = { op: 'update', taskId: kept.id, assigneeIds: [...kept.assigneeIds, ...assigneeIds], labelIds: [...kept.labelIds, ...labelIds] }
  const steps = [{ pointer: '', operation: gains }, ...duplicates.flatMap((one) => operationsFor(one, kept).map((operation) => ({ pointer: one.pointer, operation })))]
  const model = await loadBulk(work, steps.map(({ operation }) => operation))
  for (const { pointer, operation } of steps) {
    try {
      applyOperation(work, model, operation)
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'invalid_reference') throw error
      throw invalidReference(pointer, error.message)
    }
  }
  await writeBulk(work, model)
}

/** Archived before it is cancelled: so it takes no room there. */
const operationsFor = ({ task, facts: { childIds, end } }: Duplicate, kept: Task): BulkOperation[] => [
  ...childIds.map((taskId): BulkOperation => ({ op: 'update', taskId, parentId: kept.id })),
  { op: 'archive', taskId: task.id, archived: true },
  { op: 'update', taskId: task.id, recurrence: null, ...(end && { statusId: end.id }) },
]

const NOTHING = { comments: 0, attachments: 0, checklists: 0, minutes: 0, subtasks: 0, links: 0 }

function outcome({ task, facts, isSameProject }: Duplicate, links: number): MergedTask {
  const own = { comments: task.commentCount, attachments: task.attachmentCount, checklists: facts.checklists, minutes: facts.minutes }
  return {
    taskId: task.id, key: task.key, title: task.title, isSameProject, stopsRepeating: task.recurrence !== null,
    goes: { ...NOTHING, ...(isSameProject && own), subtasks: facts.childIds.length, links }, stays: { ...NOTHING, ...(!isSameProject && own) },
    status: { before: facts.status, after: facts.end?.name ?? facts.status },
  }
}
