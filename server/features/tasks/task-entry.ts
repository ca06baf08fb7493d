// What a project's workflow says of a task that comes into a status: whether it may from where it is, and whether there is
// room. Single actions and bulk operations ask the same functions.
import { conflict } from '../../kernel/errors.ts'
import type { TaskStatus } from './task-rules.ts'

interface Named {
  id: string
  name: string
}

/** A status from which a task may not go where it should, and where it may go instead. */
export interface BarredWay extends Named {
  allowed: Named[]
}

/** A task counts where it can be seen: archived ones and those in the trash take no room. */
export const takesRoom = (task: { archivedAt: string | null; deletedAt: string | null }): boolean =>
  task.archivedAt === null && task.deletedAt === null

/** Throws 409 when so many others stand in the status, whose row is locked, that one more is beyond its limit. */
export function checkRoom({ id, name, limit }: TaskStatus, others: number | null, more = 1): void {
  if (limit === null || others === null || others + more <= limit) return
  const standing = others === 1 ? '1 task stands' : `${others} tasks stand`
  throw conflict(
    'wip_limit_reached',
    `The limit of "${name}" is ${limit}, and ${standing} there. Move one out, or ask who manages the team to raise it.`,
    { status: { id, name }, limit },
  )
}

/** Throws 409 when the way from the status where a task is to the other one is barred. */
export function checkWay(barred: BarredWay | null, to: TaskStatus): void {
  if (!barred) return
  const { allowed, ...from } = barred
  const ways = allowed.map(({ name }) => `"${name}"`).join(', ')
  throw conflict(
    'transition_not_allowed',
    ways === ''
      ? `From "${from.name}" tasks go nowhere else, so not to "${to.name}".`
      : `From "${from.name}" tasks go to ${ways} only, not to "${to.name}".`,
    { from, to: { id: to.id, name: to.name }, allowed },
  )
}
