// Moves tasks to another project: what it knows under the same name is kept, the rest is told before and stays in the history.
import type { z } from 'zod'
import { MOST_TRANSFERRED, type TransferAnswer, type transferInput } from '../../../shared/features/transfers.ts'
import type { Task } from '../../../shared/features/tasks.ts'
import { invalid, invalidReference, notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { lockRelations } from '../tasks/lock-relations.ts'
import { idsAround, lockTasks } from '../tasks/lock-tasks.ts'
import { findTeamMembers } from '../tasks/task-references.ts'
import { taskSubject } from '../tasks/task-rules.ts'
import { arrive } from './arrive.ts'
import { mappedParts, mappedStatus, type Mapped, type MappedStatus, type ProjectParts } from './mapped-task.ts'
import { lockProjects, readFamilyIds, readParts, readProjects, readTasks } from './transfer-facts.queries.ts'
import { writeMoves } from './write-moves.ts'

type Input = z.output<typeof transferInput>

/**
 * All or nothing. 404 for a task or project that one cannot see, 403 unless one may change each task, those that go along too, and make
 * tasks there; 409 for a full status or a blocked task that would be finished; 422 for what is too much or no status of the project.
 */
export async function transferTasks(work: Work, input: Input): Promise<TransferAnswer> {
  await lockRelations(work)
  const target = (await lockProjects(work, [input.projectId])).get(input.projectId)!
  authorize(work.actor, 'task.create', { teamId: target.teamId, settings: target.settings })
  const { moving, detached } = await chooseTasks(work, input)
  const plans = await plan(work, input, target.id, target.teamId, moving)
  const moves = await arrive(work, target, plans.map(({ task, status, mapped: { labelIds, assigneeIds, customFields }, parentId }) =>
    ({ task, statusId: status.id, labelIds, assigneeIds, customFields, parentId })))
  const write = () => writeMoves(work, moves, detached)
  await (moves.length + detached.length > 1 ? work.batch('bulk', write) : write())
  if (input.dryRun) work.discard()
  return {
    applied: !input.dryRun, dryRun: input.dryRun, correlationId: work.correlationId,
    tasks: plans.map((one, index) => ({
      taskId: one.task.id, title: one.task.title, fromKey: one.task.key, key: moves[index]!.after.key, isSubtask: !input.taskIds.includes(one.task.id),
      status: { id: one.status.id, name: one.status.name, before: one.from?.name ?? '' },
      lost: { ...one.mapped.lost, parent: one.task.parentId !== null && one.parentId === null },
    })),
    detached: detached.map(({ id, key, title }) => ({ taskId: id, key, title })),
  }
}

interface Chosen {
  /** Parents before those below them. */
  moving: Task[]
  /** Subtasks that stay behind, also in the trash. */
  detached: Task[]
}

/** Locks all that is touched, and what keeps something of it; decided by what is there then. */
async function chooseTasks(work: Work, { taskIds, projectId, subtasks }: Input): Promise<Chosen> {
  const named = [...new Set(taskIds)]
  const most = named.length + MOST_TRANSFERRED
  const ids = await readFamilyIds(work, named, most)
  if (ids.length > most) throw invalid('/taskIds', `More than ${MOST_TRANSFERRED} subtasks belong to these tasks; at most so many go along at once.`)
  await lockTasks(work, [...ids, ...(await idsAround(work, 'tasks', ids))])
  const tasks = await readTasks(work, ids)
  const projects = await readProjects(work, [...tasks.values()].map((task) => task.projectId))
  const check = (task: Task | undefined): Task => {
    if (!task || task.deletedAt !== null) throw notFound()
    authorize(work.actor, 'task.update', taskSubject(task, projects.get(task.projectId)!))
    return task
  }
  const childrenOf = Map.groupBy(tasks.values(), ({ parentId }) => parentId)
  const moving = new Set(named.map((id) => check(tasks.get(id))).filter((task) => task.projectId !== projectId))
  const live = (task: Task) => (childrenOf.get(task.id) ?? []).filter(({ deletedAt }) => deletedAt === null)
  // A set tells also what is added while it is walked through.
  if (subtasks === 'along') for (const task of moving) for (const child of live(task)) moving.add(check(child))
  const left = [...moving].flatMap((task) => childrenOf.get(task.id) ?? []).filter((child) => !moving.has(child))
  return { moving: [...moving], detached: left }
}

interface Plan { task: Task; from: MappedStatus | undefined; status: MappedStatus; mapped: Mapped; parentId: string | null }

async function plan(work: Work, { statusId }: Input, projectId: string, teamId: string, moving: readonly Task[]): Promise<Plan[]> {
  const target = await readParts(work, projectId)
  const chosen = statusId === undefined ? undefined : target.statuses.find(({ id, archived }) => id === statusId && !archived)
  if (statusId !== undefined && !chosen) throw invalidReference('/statusId', 'This is no open status of the project.')
  const sources = new Map<string, ProjectParts>()
  for (const id of new Set(moving.map((task) => task.projectId))) sources.set(id, await readParts(work, id))
  const people = moving.flatMap((task) => [...task.assigneeIds, ...peopleOf(task, sources.get(task.projectId)!)])
  const members = people.length > 0 ? await findTeamMembers(work, [teamId], people) : new Set<string>()
  const ids = new Set(moving.map(({ id }) => id))
  return moving.map((task) => {
    const source = sources.get(task.projectId)!
    const from = source.statuses.find(({ id }) => id === task.statusId)
    const mapped = mappedParts(task, source, target, (id) => members.has(`${teamId} ${id}`))
    return { task, from, status: chosen ?? mappedStatus(from, target), mapped, parentId: task.parentId && ids.has(task.parentId) ? task.parentId : null }
  })
}

function peopleOf(task: Task, { fields }: ProjectParts): string[] {
  return fields.filter(({ kind }) => kind === 'person').flatMap(({ id }) => (task.customFields[id] as string | undefined) ?? [])
}
