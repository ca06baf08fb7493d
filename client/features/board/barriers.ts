// Why tasks may not come into a status: the ways and limits of the workflow, as the server holds them. Pure.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { LimitMode, Status } from '../../../shared/features/workflow.ts'

export type Barrier = { kind: 'way'; from: Status } | { kind: 'full'; limit: number }

export interface Workflow {
  limits: LimitMode
  statusById: ReadonlyMap<string, Status>
  /** How many tasks stand in a status. */
  count: (statusId: string) => number
}

/** What keeps the tasks out, taken together; those that are there already need no way and no room. */
export function barrierTo(to: Status, tasks: readonly Pick<BoardTask, 'statusId'>[], workflow: Workflow): Barrier | null {
  const coming = tasks.filter(({ statusId }) => statusId !== to.id)
  for (const { statusId } of coming) {
    const from = workflow.statusById.get(statusId)
    if (from?.nextStatusIds && !from.nextStatusIds.includes(to.id)) return { kind: 'way', from }
  }
  return coming.length > 0 ? lackOfRoom(to, coming.length, workflow) : null
}

/** What keeps so many new tasks out. */
export function lackOfRoom({ id, limit }: Status, coming: number, { limits, count }: Workflow): Barrier | null {
  return limits === 'enforce' && limit !== null && count(id) + coming > limit ? { kind: 'full', limit } : null
}
