// The lists of a person's own data in one organization, as SQL: whose rows, and what the file says of each. No secret is among them.
import type { OwnDataList } from '../../../shared/features/privacy.ts'
import { instantColumn } from '../auth/system-sql.ts'

export interface OwnList {
  /** The table's rows are `r`; what was asked is `a` (organization, member, email, teams). */
  from: string
  where: string
  /** What rows are told apart and put in order by. */
  key: string
  /** The fields of the file, each with its SQL. */
  fields: Record<string, string>
}

const BY_ID = 'r.id'
const OF_TASK = 'join tasks t on t.organization_id = r.organization_id and t.id = r.task_id join projects p on p.organization_id = t.organization_id and p.id = t.project_id'
const KEY_OF_TASK = `p.key || '-' || t.number`
/** What others go on writing is shown only as long as one may read it. */
const READABLE = '(a.teams is null or p.team_id = any(a.teams))'

/** Words that came from a team which one may not read any more are left out. */
const told = (words: string) => `case when a.teams is null or r.team_id = any(a.teams) then ${words} end`

const [created, updated] = [instantColumn('r.created_at'), instantColumn('r.updated_at')]

const taskFields = {
  id: 't.id', key: KEY_OF_TASK, title: 't.title', description: 't.description', project: 'p.name',
  status: '(select s.name from statuses s where s.organization_id = t.organization_id and s.id = t.status_id)', priority: 't.priority',
  startAt: instantColumn('t.start_at'), dueAt: instantColumn('t.due_at'), createdAt: instantColumn('t.created_at'),
  archivedAt: instantColumn('t.archived_at'), deletedAt: instantColumn('t.deleted_at'),
}

export const ownLists: Record<OwnDataList, OwnList> = {
  teams: {
    from: 'team_members r join teams e on e.organization_id = r.organization_id and e.id = r.team_id', where: 'r.membership_id = a.member', key: 'r.team_id',
    fields: { id: 'e.id', name: 'e.name', title: 'r.title', responsibilities: 'r.responsibilities', isManager: 'e.manager_id is not distinct from a.member', createdAt: created },
  },
  createdTasks: {
    from: 'tasks r join tasks t on t.organization_id = r.organization_id and t.id = r.id join projects p on p.organization_id = t.organization_id and p.id = t.project_id',
    where: `r.created_by_id = a.member and ${READABLE}`, key: BY_ID, fields: taskFields,
  },
  assignedTasks: { from: `task_assignees r ${OF_TASK}`, where: `r.membership_id = a.member and ${READABLE}`, key: 'r.task_id', fields: taskFields },
  watchedTasks: {
    from: `task_watchers r ${OF_TASK}`, where: `r.membership_id = a.member and ${READABLE}`, key: 'r.task_id',
    fields: { id: 't.id', key: KEY_OF_TASK, title: 't.title', watching: 'r.watching' },
  },
  projects: {
    from: 'project_members r join projects p on p.organization_id = r.organization_id and p.id = r.project_id', where: `r.membership_id = a.member and ${READABLE}`, key: 'r.project_id',
    fields: { id: 'p.id', name: 'p.name', role: 'r.role', hoursPerWeek: 'r.hours_per_week', startOn: 'r.start_on', endOn: 'r.end_on', createdAt: created },
  },
  comments: {
    from: `comments r ${OF_TASK}`, where: 'r.author_id = a.member', key: BY_ID,
    fields: { id: 'r.id', task: KEY_OF_TASK, body: 'r.body', createdAt: created, updatedAt: updated },
  },
  posts: { from: 'posts r', where: 'r.author_id = a.member', key: BY_ID, fields: { id: 'r.id', teamId: 'r.team_id', body: 'r.body', createdAt: created, updatedAt: updated } },
  postComments: { from: 'post_comments r', where: 'r.author_id = a.member', key: BY_ID, fields: { id: 'r.id', postId: 'r.post_id', body: 'r.body', createdAt: created, updatedAt: updated } },
  timeEntries: {
    from: `time_entries r ${OF_TASK}`, where: 'r.membership_id = a.member', key: BY_ID,
    fields: { id: 'r.id', task: KEY_OF_TASK, minutes: 'r.minutes', startedAt: instantColumn('r.started_at'), note: 'r.note', approvedAt: instantColumn('r.approved_at'), createdAt: created },
  },
  files: {
    from: 'attachments r left join files f on f.organization_id = r.organization_id and f.id = r.file_id', where: 'r.created_by_id = a.member', key: BY_ID,
    fields: {
      id: 'r.id', kind: 'r.kind', name: 'r.name', url: 'r.url', type: 'f.type', size: 'f.size', taskId: 'r.task_id', projectId: 'r.project_id', teamId: 'r.team_id', createdAt: created,
      deletedAt: instantColumn('r.deleted_at'),
    },
  },
  views: { from: 'views r', where: 'r.owner_id = a.member', key: BY_ID, fields: { id: 'r.id', name: 'r.name', isShared: 'r.is_shared', kind: 'r.kind', filter: 'r.filter', createdAt: created } },
  starredProjects: {
    from: 'project_stars r join projects p on p.organization_id = r.organization_id and p.id = r.project_id', where: `r.membership_id = a.member and ${READABLE}`, key: 'r.project_id',
    fields: { id: 'p.id', name: 'p.name', createdAt: created },
  },
  reminders: {
    from: `reminders r ${OF_TASK}`, where: 'r.membership_id = a.member', key: BY_ID,
    fields: { id: 'r.id', task: KEY_OF_TASK, remindAt: instantColumn('r.remind_at'), beforeMinutes: 'r.before_minutes', createdAt: created },
  },
  notifications: {
    from: 'notifications r', where: 'r.membership_id = a.member', key: BY_ID,
    fields: {
      id: 'r.id', kind: 'r.kind', task: 'r.key', title: told('r.title'), detail: told('r.detail'), by: 'r.actor_name', at: instantColumn('r.at'), readAt: instantColumn('r.read_at'),
      archivedAt: instantColumn('r.archived_at'),
    },
  },
  invitations: {
    from: 'invitations r', where: 'r.email = a.email', key: BY_ID,
    fields: { id: 'r.id', email: 'r.email', role: 'r.role', createdAt: created, acceptedAt: instantColumn('r.accepted_at'), revokedAt: instantColumn('r.revoked_at') },
  },
  tokens: {
    from: 'api_tokens r', where: 'r.membership_id = a.member', key: BY_ID,
    fields: {
      id: 'r.id', name: 'r.name', scopes: 'r.scopes', createdAt: created, expiresAt: instantColumn('r.expires_at'), lastUsedAt: instantColumn('r.last_used_at'),
      revokedAt: instantColumn('r.revoked_at'),
    },
  },
}
