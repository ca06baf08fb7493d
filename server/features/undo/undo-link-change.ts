// Takes a link between tasks off again, or puts one back, by the actions of links.
import type { TaskLink } from '../../../shared/features/links.ts'
import type { Work } from '../../kernel/work.ts'
import { deleteTaskLink, restoreTaskLink } from '../links/links.actions.ts'
import { findLink } from '../links/links.queries.ts'
import type { PastChange } from './past-changes.ts'
import { isGone } from './undo-refusal.ts'
import { taskOf } from './undo-task-change.ts'

export const isOfLink = ({ type }: PastChange): boolean => type.startsWith('task_link.')

export async function undoLinkChange(work: Work, past: PastChange): Promise<object> {
  const link = past.data.link as TaskLink
  if (past.type === 'task_link.deleted') {
    await restoreTaskLink(work, link)
    return { kind: [null, link.kind] }
  }
  if (!(await findLink(work, link.id))) throw isGone(`The link of ${taskOf(past).key}`)
  await deleteTaskLink(work, link.id)
  return { kind: [link.kind, null] }
}

/** A link of tasks of two teams is told to each: what one request did to it is taken back once. */
export function withoutTwins(changes: readonly PastChange[]): PastChange[] {
  const times = new Map<string, number>()
  const told = new Set<string>()
  return changes.filter((past) => {
    if (!isOfLink(past)) return true
    const deed = `${past.correlationId} ${past.type} ${(past.data.link as TaskLink).id}`
    const time = (times.get(`${past.teamId} ${deed}`) ?? 0) + 1
    times.set(`${past.teamId} ${deed}`, time)
    if (told.has(`${time} ${deed}`)) return false
    told.add(`${time} ${deed}`)
    return true
  })
}
