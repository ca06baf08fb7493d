// Brings tasks back to the projects that they left: with the keys, places, people, labels and values that they had there.
import type { Task } from '../../../shared/features/tasks.ts'
import type { TaskBefore } from '../../../shared/features/transfers.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { lockRelations } from '../tasks/lock-relations.ts'
import { idsAround, lockTasks } from '../tasks/lock-tasks.ts'
import { findTeamMembers } from '../tasks/task-references.ts'
import { taskSubject } from '../tasks/task-rules.ts'
import { arrive, type Arrival } from '../transfers/arrive.ts'
import type { ProjectParts } from '../transfers/mapped-task.ts'
import { lockProjects, readParts, readProjects, readTasks, type TransferProject } from '../transfers/transfer-facts.queries.ts'
import { writeMoves } from '../transfers/write-moves.ts'
import type { PastChange } from './past-changes.ts'
import { changedSince, isGone } from './undo-refusal.ts'
import type { Attempts } from './attempts.ts'

type Left = PastChange & { data: { taskId: string; projectId: string; key: string; version: number; before: TaskBefore } }

/** Only as long as nobody changed a field of the task since: it would come back half as it was, half as it is. */
export async function undoTransfers(work: Work, attempts: Pick<Attempts, 'run' | 'refuseFailures'>, changes: readonly PastChange[]): Promise<void> {
  const transfers = changes as readonly Left[]
  await lockRelations(work)
  const projects = await lockProjects(work, transfers.map(({ data }) => data.projectId))
  const ids = transfers.map(({ data }) => data.taskId)
  await lockTasks(work, [...ids, ...(await idsAround(work, 'tasks', ids)), ...transfers.map(({ data }) => data.before.parentId)])
  const tasks = await readTasks(work, [...ids, ...transfers.flatMap(({ data }) => data.before.parentId ?? [])])
  const here = await readProjects(work, [...tasks.values()].map(({ projectId }) => projectId))
  const returning = new Set(ids)
  const arrivals: { targetId: string; arrival: Arrival }[] = []
  for (const past of transfers) {
    const { data } = past
    const target = projects.get(data.projectId)!
    await attempts.run(past, async () => {
      const task = tasks.get(data.taskId)
      if (!task || task.deletedAt !== null) throw isGone(data.key)
      authorize(work.actor, 'task.update', taskSubject(task, here.get(task.projectId)!))
      authorize(work.actor, 'task.create', { teamId: target.teamId, settings: target.settings })
      if (task.version !== data.version) throw changedSince(task.key)
      const fits = await whatIsThere(work, target, data.before)
      const parent = tasks.get(data.before.parentId ?? '')
      const isParentThere = parent?.deletedAt === null && (parent.projectId === target.id || returning.has(parent.id))
      const arrival = { task, ...fits, parentId: isParentThere ? parent.id : null, rank: data.before.rank, undoOf: past.eventId }
      arrivals.push({ targetId: target.id, arrival })
      return { changes: { projectId: [task.projectId, target.id] } }
    })
  }
  attempts.refuseFailures()
  for (const target of projects.values()) {
    const own = arrivals.filter(({ targetId }) => targetId === target.id).map(({ arrival }) => arrival)
    await writeMoves(work, await arrive(work, target, own), [])
  }
}

type Fits = Pick<Task, 'statusId' | 'labelIds' | 'assigneeIds' | 'customFields'>

/** Labels, fields and people that are gone meanwhile do not come back with the task; a status must be there. */
async function whatIsThere(work: Work, { id, teamId }: TransferProject, before: TaskBefore): Promise<Fits> {
  const parts: ProjectParts = await readParts(work, id)
  const has = (among: readonly { id: string }[], wanted: string) => among.some((one) => one.id === wanted)
  if (!has(parts.statuses.filter(({ archived }) => !archived), before.statusId)) throw isGone('The status that it had')
  const members = before.assigneeIds.length > 0 ? await findTeamMembers(work, [teamId], before.assigneeIds) : new Set<string>()
  return {
    statusId: before.statusId, labelIds: before.labelIds.filter((one) => has(parts.labels, one)),
    assigneeIds: before.assigneeIds.filter((one) => members.has(`${teamId} ${one}`)),
    customFields: Object.fromEntries(Object.entries(before.customFields).filter(([fieldId]) => has(parts.fields, fieldId))),
  }
}
