// Places in one status while a bulk change runs in memory: the same rules as task-places.ts, without the database.
import { rankBetween } from '../../../shared/rank.ts'
import type { AfterTask } from './task-places.ts'
import { badNeighbour } from './task-rules.ts'

export interface PlacedTask {
  id: string
  rank: string
  deleted: boolean
}

/**
 * `taskId` is null where a task stood that left: its rank is in the database until all is written, so nobody else
 * gets it.
 */
interface Place {
  rank: string
  taskId: string | null
  deleted: boolean
  stored: boolean
}

export class StatusPlaces {
  readonly #places: Place[]
  readonly #rankOf = new Map<string, string>()

  /** All tasks of the status by rank, those in the trash too. */
  constructor(tasks: readonly PlacedTask[]) {
    this.#places = tasks.map(({ id, rank, deleted }) => ({ rank, taskId: id, deleted, stored: true }))
    for (const { id, rank } of tasks) this.#rankOf.set(id, rank)
  }

  /**
   * The rank for a task that goes after another, to the top (null) or to the end (undefined); its own where it is
   * there already.
   */
  rankFor(taskId: string, afterTaskId: AfterTask): string {
    const index = this.#indexBefore(taskId, afterTaskId)
    let next = index + 1
    while (next < this.#places.length && this.#places[next]!.taskId === null) next += 1
    if (this.#places[next]?.taskId === taskId) return this.#places[next]!.rank
    return rankBetween(this.#places[index]?.rank ?? null, this.#places[index + 1]?.rank ?? null)
  }

  /** That very rank where nobody has it now, else one right after whoever has. */
  rankAt(taskId: string, rank: string): string {
    const index = this.#firstFrom(rank)
    const there = this.#places[index]
    if (there?.rank !== rank || there.taskId === null || there.taskId === taskId) return rank
    return rankBetween(rank, this.#places[index + 1]?.rank ?? null)
  }

  /** Also where a task stood that left. */
  put(taskId: string, rank: string): void {
    const index = this.#firstFrom(rank)
    const left = this.#places[index]
    if (left?.rank === rank) Object.assign(left, { taskId, deleted: false })
    else this.#places.splice(index, 0, { rank, taskId, deleted: false, stored: false })
    this.#rankOf.set(taskId, rank)
  }

  take(taskId: string): void {
    const place = this.#placeOf(taskId)
    if (!place) return
    this.#rankOf.delete(taskId)
    if (place.stored) place.taskId = null
    else this.#places.splice(this.#firstFrom(place.rank), 1)
  }

  /** A task in the trash keeps its place, but nobody can be put after it. */
  markDeleted(taskId: string, deleted = true): void {
    const place = this.#placeOf(taskId)
    if (place) place.deleted = deleted
  }

  #indexBefore(taskId: string, afterTaskId: AfterTask): number {
    if (afterTaskId === undefined) return this.#places.length - 1
    if (afterTaskId === null) return -1
    const place = this.#placeOf(afterTaskId)
    if (!place || place.deleted) throw badNeighbour()
    return this.#firstFrom(place.rank)
  }

  #placeOf(taskId: string): Place | undefined {
    const rank = this.#rankOf.get(taskId)
    return rank === undefined ? undefined : this.#places[this.#firstFrom(rank)]
  }

  /** Index of the first place whose rank is not below the given one. */
  #firstFrom(rank: string): number {
    let low = 0
    let high = this.#places.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#places[middle]!.rank < rank) low = middle + 1
      else high = middle
    }
    return low
  }
}
