// The two tasks of a link: locked, asked for rights, and told.
import { linkEvents, type TaskLink } from '../../../shared/features/links.ts'
import type { Task } from '../../../shared/features/tasks.ts'
import { teamStream } from '../../../shared/streams.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize, can } from '../../policy/policy.ts'
import { lookForTask, type LoadedTask } from '../tasks/load-task.ts'
import { lockTasks } from '../tasks/lock-tasks.ts'
import { recount } from '../tasks/recount.ts'
import { placeOf } from '../tasks/task-rules.ts'

/** Without those whose project is in the trash. */
export async function lockEnds(work: Work, { fromTaskId, toTaskId }: TaskLink): Promise<LoadedTask[]> {
  await lockTasks(work, [fromTaskId, toTaskId])
  const tasks: (LoadedTask | undefined)[] = []
  for (const id of [fromTaskId, toTaskId]) tasks.push(await lookForTask(work, id, { trash: true }))
  return tasks.filter((task) => task !== undefined)
}

/** Those that one can see. Throws 404 when there is none, 403 when one may change none of them. */
export function authorizeEither(work: Work, tasks: readonly LoadedTask[]): LoadedTask[] {
  const visible = tasks.filter(({ task }) => can(work.actor, 'task.read', { teamId: task.teamId }))
  const [first] = visible
  if (!first) throw notFound()
  if (!visible.some(({ subject }) => can(work.actor, 'task.update', subject))) authorize(work.actor, 'task.update', first.subject)
  return visible
}

/** Each team hears of it once, and the name of its own tasks only. Then what the tasks keep of each other is counted. */
export async function tellLink(work: Work, event: keyof typeof linkEvents, link: TaskLink, loaded: LoadedTask[]): Promise<void> {
  const tasks = new Map(loaded.map(({ task }) => [task.id, task]))
  for (const teamId of new Set(loaded.map(({ task }) => task.teamId))) {
    const end = (id: string) => endFor(teamId, id, tasks.get(id))
    const stream = teamStream(teamId)
    if (!can(work.actor, 'team.read', { teamId })) work.keepFromAnswer(stream)
    work.append(stream, linkEvents[event], { link, from: end(link.fromTaskId), to: end(link.toTaskId) })
  }
  if (link.kind === 'blocks') await recount(work, [link.fromTaskId, link.toTaskId])
}

/** An end as a team hears of it. */
export const endFor = (teamId: string, taskId: string, task: Task | undefined) =>
  task?.teamId === teamId ? placeOf(task) : { taskId, projectId: null, key: null, title: null }
