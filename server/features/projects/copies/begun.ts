// Where the tasks of a copy stand: each in the status of its original, but those that are over begin anew. Pure.
import type { Task } from '../../../../shared/features/tasks.ts'
import { isOver, type Status } from '../../../../shared/features/workflow.ts'
import { ranksBetween } from '../../../../shared/rank.ts'

interface Standing { statuses: readonly Status[]; tasks: readonly Pick<Task, 'id' | 'statusId' | 'rank'>[] }
/** The place of the status in the workflow, and the rank in it. */
export interface Place { status: number; rank: string }

/** Tasks that are over go to the end of the first open status with room for one more; where none has any, of the first. */
export function begun({ statuses, tasks }: Standing): Map<string, Place> {
  const columns = statuses.map(() => [] as string[])
  const placeOf = new Map(statuses.map(({ id }, place) => [id, place]))
  const ordered = tasks.toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
  const again: string[] = []
  for (const { id, statusId } of ordered) {
    const place = placeOf.get(statusId)!
    if (isOver(statuses[place]!.category)) again.push(id)
    else columns[place]!.push(id)
  }
  const open = [...statuses.keys()].filter((place) => !statuses[place]!.archived && !isOver(statuses[place]!.category))
  for (const id of again) columns[open.find((place) => columns[place]!.length < (statuses[place]!.limit ?? Infinity)) ?? open[0] ?? 0]!.push(id)
  return new Map(columns.flatMap((ids, status) => {
    const ranks = ranksBetween(null, null, ids.length)
    return ids.map((id, index): [string, Place] => [id, { status, rank: ranks[index]! }])
  }))
}
