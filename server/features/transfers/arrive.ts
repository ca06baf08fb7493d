// Where transferred tasks stand in their new project: key, status with its room, place. Statuses are locked after the tasks.
import type { Task } from '../../../shared/features/tasks.ts'
import { rankBetween } from '../../../shared/rank.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { finishes, readBlockers, refuseBlocked } from '../tasks/blocked.ts'
import { checkRoom, takesRoom } from '../tasks/task-entry.ts'
import { PROJECT_OF_STATUS, STATUS_FACTS } from '../tasks/task-row.ts'
import { checkStatus, type TaskStatus } from '../tasks/task-rules.ts'
import { taskKey } from '../tasks/task.presenter.ts'
import { readFormerNumbers, type TransferProject } from './transfer-facts.queries.ts'

export interface Move { before: Task; after: Task; undoOf?: string | undefined }

export interface Arrival extends Pick<Task, 'statusId' | 'labelIds' | 'assigneeIds' | 'customFields' | 'parentId'> {
  task: Task
  /** Where it stood before; the end unless said. */
  rank?: string
  undoOf?: string
}

/** The tasks as they will be, before anything is written. */
export async function arrive(work: Work, target: TransferProject, arrivals: readonly Arrival[]): Promise<Move[]> {
  const taskIds = arrivals.map(({ task }) => task.id)
  const former = await readFormerNumbers(work, target.id, taskIds)
  const statuses = await lockStatuses(work, target.id, arrivals.map(({ statusId }) => statusId))
  await checkRooms(work, statuses, arrivals)
  await checkBlocked(work, statuses, arrivals)
  const ranks = await Ranks.of(work, [...statuses.keys()])
  let { lastNumber } = target
  return arrivals.map(({ task, rank, undoOf, ...fits }) => {
    const number = former.get(task.id) ?? (lastNumber += 1)
    const place = { projectId: target.id, teamId: target.teamId, number, key: taskKey(target.key, number), rank: ranks.take(fits.statusId, rank) }
    return { before: task, after: { ...task, ...fits, ...place, version: task.version + 1, updatedAt: work.at.toISOString() }, undoOf }
  })
}

const IDS = 'any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))'

async function lockStatuses(work: Work, projectId: string, ids: readonly string[]): Promise<Map<string, TaskStatus>> {
  const rows = await query<TaskStatus>(
    work.em,
    `select ${STATUS_FACTS} from statuses s ${PROJECT_OF_STATUS} where s.organization_id = $1::uuid and s.id = ${IDS} order by s.id for no key update of s`,
    [work.organizationId, JSON.stringify([...new Set(ids)])],
  )
  const found = new Map(rows.map((row) => [row.id, row]))
  for (const id of ids) checkStatus(found.get(id), projectId)
  return found
}

async function checkRooms(work: Work, statuses: ReadonlyMap<string, TaskStatus>, arrivals: readonly Arrival[]): Promise<void> {
  const limited = [...statuses.values()].filter(({ limit }) => limit !== null)
  if (limited.length === 0) return
  const rows = await query<{ id: string; count: number }>(
    work.em,
    `select status_id as id, count(*)::int as count from tasks where organization_id = $1::uuid and status_id = ${IDS}
      and archived_at is null and deleted_at is null group by status_id`,
    [work.organizationId, JSON.stringify(limited.map(({ id }) => id))],
  )
  const standing = new Map(rows.map(({ id, count }) => [id, count]))
  for (const status of limited) {
    const more = arrivals.filter(({ task, statusId }) => statusId === status.id && takesRoom(task)).length
    if (more > 0) checkRoom(status, standing.get(status.id) ?? 0, more)
  }
}

/** Nobody finishes a blocked task by moving it into a status that says done. */
async function checkBlocked(work: Work, statuses: ReadonlyMap<string, TaskStatus>, arrivals: readonly Arrival[]): Promise<void> {
  const waiting = arrivals.filter(({ task, statusId }) => task.openBlockers > 0 && statuses.get(statusId)!.category === 'done')
  if (waiting.length === 0) return
  const ids = JSON.stringify(waiting.map(({ task }) => task.statusId))
  const rows = await query<Pick<TaskStatus, 'id' | 'category'>>(work.em, `select id, category from statuses where organization_id = $1::uuid and id = ${IDS}`, [work.organizationId, ids])
  const categories = new Map(rows.map(({ id, category }) => [id, category]))
  const blockers = await readBlockers(work, waiting.map(({ task }) => task.id))
  for (const { task } of waiting) {
    if (finishes(categories.get(task.statusId)!, 'done')) refuseBlocked(work, task, blockers.get(task.id) ?? [])
  }
}

/** The ranks of statuses, taken one after the other. */
class Ranks {
  readonly #taken: Map<string, string[]>

  private constructor(taken: Map<string, string[]>) {
    this.#taken = taken
  }

  static async of(work: Work, statusIds: readonly string[]): Promise<Ranks> {
    const rows = await query<{ statusId: string; rank: string }>(
      work.em, `select status_id as "statusId", rank from tasks where organization_id = $1::uuid and status_id = ${IDS} order by rank`,
      [work.organizationId, JSON.stringify(statusIds)],
    )
    const byStatus = Map.groupBy(rows, ({ statusId }) => statusId)
    return new Ranks(new Map(statusIds.map((id) => [id, (byStatus.get(id) ?? []).map(({ rank }) => rank)])))
  }

  /** That very one where nobody has it, else the next after whoever has; at the end where none is wanted. */
  take(statusId: string, wanted: string | undefined): string {
    const taken = this.#taken.get(statusId)!
    const at = wanted === undefined ? taken.length - 1 : taken.findLastIndex((rank) => rank <= wanted)
    const isFree = wanted !== undefined && taken[at] !== wanted
    const rank = isFree ? wanted : rankBetween(taken[at] ?? null, taken[at + 1] ?? null)
    taken.splice(at + 1, 0, rank)
    return rank
  }
}
