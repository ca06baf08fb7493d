// A notification as its member sees it.
import type { Notification } from '../../../shared/features/notifications.ts'
import { presentTime } from '../tasks/task.presenter.ts'

export type NotificationRecord = Omit<Notification, 'actor'> & { actorId: string | null; actorName: string }

/** Columns of notifications `n`. */
export const NOTIFICATION_COLUMNS = `n.id, n.membership_id as "membershipId", n.kind, n.team_id as "teamId", n.project_id as "projectId", n.task_id as "taskId", n.key, n.title,
  n.detail, n.count, n.actor_id as "actorId", n.actor_name as "actorName", n.at, n.read_at as "readAt", n.archived_at as "archivedAt"`

export function presentNotification(row: NotificationRecord): Notification {
  const { id, kind, teamId, projectId, taskId, key, title, detail, count, actorId, actorName } = row
  return {
    id, kind, teamId, projectId, taskId, key, title, detail, count, actor: { membershipId: actorId, name: actorName },
    at: presentTime(row.at), readAt: row.readAt === null ? null : presentTime(row.readAt), archivedAt: row.archivedAt === null ? null : presentTime(row.archivedAt),
  }
}
