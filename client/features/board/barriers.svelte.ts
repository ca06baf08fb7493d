// What keeps tasks out of the statuses of the board that is shown, and the carried ones out of its columns.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { Status } from '../../../shared/features/workflow.ts'
import { barrierTo, type Barrier, type Workflow } from './barriers.ts'
import type { BoardScene } from './board.scene.svelte.ts'

const none: ReadonlyMap<string, Barrier> = new Map()

export class Barriers {
  readonly #scene: BoardScene
  /** What keeps the carried tasks out of columns, by column. */
  readonly held = $derived.by(() => this.#held())

  constructor(scene: BoardScene) {
    this.#scene = scene
  }

  workflowOf(status: Status): Workflow {
    const { store, statusById } = this.#scene
    return { limits: this.#scene.limitsOf(status), statusById, count: (id) => store.column(id).length }
  }

  /** What keeps tasks out of statuses, by status. Those that one may not move stay, and need no room. */
  to(all: readonly BoardTask[]): ReadonlyMap<string, Barrier> {
    const tasks = Map.groupBy(all.filter((task) => this.#scene.can('task.move', task)), ({ projectId }) => projectId)
    return new Map(this.#scene.statuses.flatMap((status) => {
      const barrier = barrierTo(status, tasks.get(status.projectId) ?? [], this.workflowOf(status))
      return barrier ? [[status.id, barrier] as const] : []
    }))
  }

  #held(): ReadonlyMap<string, Barrier> {
    const { hand, grouping, store, lanes, columns } = this.#scene
    if (!hand.isHolding || grouping !== 'status') return none
    const held = this.to(hand.taskIds.flatMap((id) => store.task(id) ?? []))
    if (!lanes || held.size === 0) return held
    const cells = columns.filter(({ status }) => held.has(status?.id ?? ''))
    return new Map([...held, ...cells.map(({ id, status }) => [id, held.get(status!.id)!] as const)])
  }
}
