// Notifications as rows: one for each task, with the newest cause; unread ones first, then by time. Pure.
import type { Notification } from '../../../shared/features/notifications.ts'

export interface Group {
  /** Of the task, or of the one notification that is about none. */
  id: string
  /** Latest first. */
  items: readonly Notification[]
  unread: number
}

export function groupsOf(items: readonly Notification[]): Group[] {
  const groups = [...Map.groupBy(items, ({ id, taskId }) => taskId ?? id)]
    .map(([id, own]): Group => ({ id, items: own, unread: own.filter(({ readAt }) => readAt === null).length }))
  return groups.sort((a, b) => Number(b.unread > 0) - Number(a.unread > 0) || (a.items[0]!.at < b.items[0]!.at ? 1 : -1))
}

/** Where it leads. */
export function addressOf({ teamId, projectId, key }: Notification): string {
  if (projectId === null) return `/teams/${teamId}`
  return key === null ? `/projects/${projectId}` : `/projects/${projectId}?task=${key}`
}
