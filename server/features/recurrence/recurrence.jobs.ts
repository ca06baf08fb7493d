// Every five minutes: the next tasks of series that go by their days. However often it runs, on however many nodes: a task whose rule
// went on to the next one has none to make a second from.
import { taskEvents, type Task } from '../../../shared/features/tasks.ts'
import { teamStream } from '../../../shared/streams.ts'
import { now } from '../../kernel/clock.ts'
import { query } from '../../kernel/database.ts'
import type { JobHandlers } from '../../kernel/jobs.ts'
import { systemCaller, type Kernel } from '../../kernel/transact.ts'
import type { Work } from '../../kernel/work.ts'
import { loadTask } from '../tasks/load-task.ts'
import { recount } from '../tasks/recount.ts'
import { changeData, changedTask, recurrenceChanges } from '../tasks/task-rules.ts'
import { writeFields } from '../tasks/update-task.actions.ts'
import { everyOrganization } from '../upkeep/every-organization.ts'
import { lockPlace, makeNext, repeats } from './make-next.ts'
import { renewed } from './kept-recurrence.ts'
import { turnOnSchedule } from './next-turn.ts'

/** So many tasks at a time; those that are left come with the next ones. */
const MOST = 200

/** The handler of `tasks.repeat`. */
export function repeatTasks({ kernel }: { kernel: Kernel }): JobHandlers['tasks.repeat'] {
  return async () => {
    for (const organizationId of await everyOrganization(kernel)) await repeatTasksOf(kernel, organizationId)
  }
}

/** A task that cannot be followed, for whatever reason, must not keep the others from it. */
async function repeatTasksOf(kernel: Kernel, organizationId: string): Promise<void> {
  const due = await kernel.read(systemCaller(organizationId), findDue)
  for (const { id, projectId } of due) {
    await kernel.transact(systemCaller(organizationId), (work) => repeatTask(work, projectId, id))
      .catch((error: unknown) => kernel.logger.warn({ err: error, organizationId, taskId: id }, 'a next task was not made'))
  }
}

interface Due {
  id: string
  projectId: string
}

/** Of projects at work. What is in the archive goes on: it is finished, and its series is not. */
const findDue = ({ em, organizationId }: Work) => query<Due>(
  em,
  `select t.id, t.project_id as "projectId" from tasks t join projects p on p.organization_id = t.organization_id and p.id = t.project_id
  where t.organization_id = $1::uuid and t.recurrence->>'nextAt' <= $2 and t.deleted_at is null
    and p.deleted_at is null and p.archived_at is null and not p.is_template
  order by t.recurrence->>'nextAt' limit ${MOST}`,
  [organizationId, now().toISOString()],
)

/** What another node has done meanwhile, or somebody has put away, needs nothing more. */
async function repeatTask(work: Work, projectId: string, taskId: string): Promise<void> {
  await lockProject(work, projectId)
  const { task } = await loadTask(work, taskId, { lock: 'around' })
  const place = await lockPlace(work, projectId)
  // Moved to another project meanwhile: the next run finds it there.
  if (task.projectId !== projectId || !place || !repeats(task)) return
  const turn = turnOnSchedule(task, work.at)
  if (!turn) return putOff(work, task)
  const before = handOn(work, task, null)
  await makeNext(work, before, { turn, place })
  await recount(work, [task.parentId])
}

/** Before the task, as everybody does. */
const lockProject = (work: Work, projectId: string) =>
  query(work.em, 'select id from projects where organization_id = $1::uuid and id = $2::uuid for no key update', [work.organizationId, projectId])

/** Its time has come, and there is nothing to make: dates were changed since, or its rule ends. */
function putOff(work: Work, task: Task): void {
  const recurrence = task.recurrence && renewed(task.recurrence, task, work.at)
  if (task.recurrence!.nextAt! <= work.at.toISOString() && recurrence!.nextAt !== task.recurrence!.nextAt) handOn(work, task, recurrence)
}

function handOn(work: Work, task: Task, recurrence: Task['recurrence']): Task {
  const changes = recurrenceChanges(task, recurrence)
  const changed = changedTask(task, changes, work.at)
  writeFields(work, changed, changes)
  work.append(teamStream(task.teamId), taskEvents.taskUpdated, changeData(changed, changes))
  return changed
}
