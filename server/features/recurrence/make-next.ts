// Makes the next task of a series: what is the same in each, with the dates of its turn. In the transaction of what asks for it, so
// there is one next task or none.
import { taskEvents, type Task } from '../../../shared/features/tasks.ts'
import { isOver, type Category } from '../../../shared/features/workflow.ts'
import { teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import { newId } from '../../kernel/tenancy.ts'
import type { Work } from '../../kernel/work.ts'
import { insertTasks } from '../tasks/insert-tasks.ts'
import { FIRST_OPEN } from '../tasks/task-row.ts'
import { boundsOf, rankIn } from '../tasks/task-places.ts'
import { copyChecklists } from './copy-checklists.ts'
import { turnWhenFinished, type NextTurn, type Repeating } from './next-turn.ts'

/** Whether a task comes to its end: done or cancelled, either way its turn is over. */
export const ends = (from: Category, to: Category): boolean => !isOver(from) && isOver(to)

/** Where the next task of a series comes to, locked. */
interface Place {
  statusId: string
  number: number
}

/** A next task that is to be made. */
export interface Following {
  turn: NextTurn
  place: Place
}

/** What follows when a task comes to a status; null where nothing does. Changes nothing. */
export async function whatFollows(work: Work, task: Task, from: Category, to: Category): Promise<Following | null> {
  if (!repeats(task) || !ends(from, to)) return null
  const turn = turnWhenFinished(task, work.at)
  const place = turn && (await lockPlace(work, task.projectId))
  return turn && place ? { turn, place } : null
}

export const repeats = (task: Task): task is Task & Repeating => task.recurrence !== null

/** After the task's own change was written and told: that took the rule off it. */
export async function makeNext(work: Work, before: Task, { turn, place }: Following): Promise<Task> {
  const id = newId()
  const rank = rankIn(await boundsOf(work, place.statusId, id, undefined), null)
  const next = nextTask(work, before, turn, { id, ...place, rank })
  await insertTasks(work, [next])
  work.append(teamStream(next.teamId), taskEvents.taskCreated, { task: next })
  await copyChecklists(work, [{ from: before, to: next }])
  return next
}

/** Of whoever made the first one, so that the same people may change it. */
export function nextTask(work: Work, before: Task, turn: NextTurn, place: Place & { id: string; rank: string }): Task {
  const at = work.at.toISOString()
  const projectKey = before.key.slice(0, before.key.lastIndexOf('-'))
  return {
    ...before, ...turn, ...place, key: `${projectKey}-${place.number}`, previousId: before.id, progress: 0, version: 1,
    archivedAt: null, deletedAt: null, createdAt: at, updatedAt: at, commentCount: 0, attachmentCount: 0, checklistDone: 0, checklistTotal: 0,
    importedPeople: [], subtaskDone: 0, subtaskTotal: 0, openBlockers: 0,
  }
}

/** Templates and archived projects rest: nothing follows there. Limits do not bind: a rule cannot wait for room. */
export async function lockPlace(work: Work, projectId: string): Promise<Place | null> {
  const [project] = await query<{ rests: boolean; number: number; statusId: string | null }>(
    work.em,
    `select p.is_template or p.archived_at is not null as rests, p.last_number + 1 as number, (${FIRST_OPEN('p.id')}) as "statusId"
    from projects p where p.organization_id = $1::uuid and p.id = $2::uuid for no key update of p`,
    [work.organizationId, projectId],
  )
  if (!project || project.rests || project.statusId === null) return null
  await query(work.em, 'select id from statuses where organization_id = $1::uuid and id = $2::uuid for no key update', [work.organizationId, project.statusId])
  return { statusId: project.statusId, number: project.number }
}
