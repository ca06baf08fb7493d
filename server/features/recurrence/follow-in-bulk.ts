// The next tasks of series in a bulk change: the same as make-next.ts, on its model.
import { taskEvents, type Task } from '../../../shared/features/tasks.ts'
import type { Category } from '../../../shared/features/workflow.ts'
import { teamStream } from '../../../shared/streams.ts'
import { newId } from '../../kernel/tenancy.ts'
import type { Work } from '../../kernel/work.ts'
import type { BulkModel } from '../tasks/bulk-model.ts'
import type { TaskStatus } from '../tasks/task-rules.ts'
import { ends, nextTask, repeats } from './make-next.ts'
import { turnWhenFinished, type NextTurn } from './next-turn.ts'

export interface Following {
  turn: NextTurn
  status: TaskStatus
}

/** What follows when a task, as it is after its change, has come to its status; null where nothing does. Changes nothing. */
export function whatFollows(work: Work, model: BulkModel, task: Task, from: Category): Following | null {
  if (!repeats(task) || !ends(from, model.categoryOf(task)) || model.facts.projects.get(task.projectId)!.rests) return null
  if (!model.facts.numbered.has(task.projectId)) throw new RuleCameMeanwhile()
  const turn = turnWhenFinished(task, work.at)
  const status = turn && model.firstOpenStatus(task.projectId)
  return status ? { turn, status } : null
}

export function makeNext(work: Work, model: BulkModel, before: Task, { turn, status }: Following): void {
  const id = newId()
  const number = model.facts.projects.get(before.projectId)!.lastNumber + 1
  const next = nextTask(work, before, turn, { id, statusId: status.id, number, rank: model.rankFor(status.id, id, undefined) })
  model.add(next)
  model.followed.push({ from: before, to: next })
  work.append(teamStream(next.teamId), taskEvents.taskCreated, { task: next })
}

/** Somebody gave the task its rule after this request had looked what to lock: it begins anew, as after a lock that could not be had. */
class RuleCameMeanwhile extends Error {
  readonly code = '40001'
}
