// Hand-made events and resources for tests of pure client code.
import type { Board } from '../../../shared/features/projects.ts'
import type { BoardTask, TaskDetail } from '../../../shared/features/tasks.ts'
import type { Overview } from '../../../shared/features/organizations.ts'
import type { StreamEvent } from '../../../shared/streams.ts'

/** A readable, valid id: `anId(7)` ends in 7. */
export const anId = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`

export const ids = { me: anId(1), other: anId(2), team: anId(3), project: anId(4), todo: anId(5), done: anId(6), label: anId(7), organization: anId(8) }
export const at = '2026-11-23T10:00:00.000Z'
export const later = '2026-11-23T11:00:00.000Z'
const epoch = anId(9)
const teamStream = `team:${ids.team}`

export function anEvent(type: string, data: object, more: Partial<StreamEvent> = {}): StreamEvent {
  return {
    stream: teamStream, offset: 1, id: anId(100), type, schema: 1, at: later, actor: { membershipId: ids.other, name: 'Tove' },
    correlationId: anId(101), data: data as Record<string, unknown>, ...more,
  }
}

export function aBoardTask(id: string, more: Partial<BoardTask> = {}): BoardTask {
  return {
    id, key: 'WEB-1', number: 1, projectId: ids.project, teamId: ids.team, title: 'Task', statusId: ids.todo, rank: 'a0', priority: 'none',
    assigneeIds: [], labelIds: [], startAt: null, dueAt: null, progress: 0, version: 1, archivedAt: null, deletedAt: null,
    createdById: ids.other, createdAt: at, updatedAt: at, commentCount: 0, attachmentCount: 0, checklistDone: 0, checklistTotal: 0,
    importedPeople: [], parentId: null, estimateMinutes: null, estimatePoints: null, subtaskDone: 0, subtaskTotal: 0, openBlockers: 0, customFields: {}, recurrence: null, previousId: null, ...more,
  }
}

export const aMember = (id: string, name = 'Ada') => (
  { id, kind: 'person', name, email: null, role: 'employee', status: 'active', timezone: null, picture: null, hoursPerWeek: 40, version: 1, createdAt: at, updatedAt: at } as const
)
export const aProject = (id = ids.project, teamId = ids.team) => ({
  id, teamId, key: 'WEB', name: 'Web', description: '', status: 'active', priority: 'none', startOn: null, dueOn: null, scope: '', objectives: '', health: null, healthNote: '', managerId: null, limits: 'enforce', isTemplate: false, archivedAt: null, createdById: ids.other, version: 1, createdAt: at,
  updatedAt: at, deletedAt: null,
} as const)
export const aTeam = (id = ids.team) => ({
  id, name: 'Team', description: '', managerId: ids.other, departmentId: null, memberIds: [ids.me],
  settings: { membersEditAllTasks: false, onlyManagersCreateTasks: false }, timezone: null, version: 1, createdAt: at, updatedAt: at,
})
export const aStatus = (id: string, rank: string, projectId = ids.project) => (
  { id, projectId, name: 'To do', category: 'todo', color: 'sky', rank, archived: false, limit: null, nextStatusIds: null, version: 1 } as const
)
export const aLabel = (id = ids.label, projectId = ids.project) => ({ id, projectId, name: 'bug', color: 'red', version: 1 } as const)

export function aBoard(tasks: BoardTask[] = []): Board {
  return {
    project: aProject(), statuses: [aStatus(ids.todo, 'a0'), aStatus(ids.done, 'a1')], tasks, labels: [aLabel()],
    members: [aMember(ids.me)], milestones: [], customFields: [], stream: teamStream, offset: 0, epoch,
  }
}

export function aTaskDetail(more: Partial<TaskDetail> = {}): TaskDetail {
  return {
    task: { ...aBoardTask(anId(20)), description: 'Old' }, checklists: [], comments: [], olderComments: null, attachments: [], links: [], time: [], watchers: [], stream: teamStream, offset: 0,
    epoch, ...more,
  }
}

export function anOverview(): Overview {
  const organization = { id: ids.organization, name: 'Acme', accent: 'sky', timezone: 'UTC', defaultWorkflow: null, version: 1, createdAt: at, updatedAt: at } as const
  const streams = [`organization:${ids.organization}`, `inbox:${ids.me}`, teamStream].map((stream) => ({ stream, offset: 0, epoch }))
  return {
    organization, me: aMember(ids.me), members: [aMember(ids.me), aMember(ids.other, 'Tove')], departments: [], teams: [aTeam()], projects: [aProject()], starredProjectIds: [], timer: null, unreadNotifications: 0, views: [], labels: [], streams,
  }
}
