// Projects: work with its own board and workflow.
import { z } from 'zod'
import { boardParts } from '../board-digest.ts'
import { endpoint } from '../endpoint.ts'
import { changesOf, event } from '../event.ts'
import { id, instant, line, text } from '../ids.ts'
import { listOf, listQuery } from '../lists.ts'
import { streamPosition } from '../streams.ts'
import { priority } from './priority.ts'
import { customField } from './custom-fields.ts'
import { label } from './labels.ts'
import { limitMode, status, workflowInput } from './workflow.ts'
import { member } from './members.ts'
import { milestone } from './milestones.ts'
import { boardTask } from './tasks.ts'
import { departmentFilter } from './teams.ts'

export const projectStatuses = ['planned', 'active', 'on_hold', 'completed', 'cancelled'] as const
export const projectStatus = z.enum(projectStatuses)

const isTemplate = z.boolean().describe('Kept to be copied: `GET /api/projects` leaves it out unless asked to')

/** How it goes, as whoever answers for it sees it. */
export const projectHealths = ['on_track', 'at_risk', 'off_track'] as const
export const projectHealth = z.enum(projectHealths)
export type ProjectHealth = z.infer<typeof projectHealth>

/** Short enough to stand in events as they are. */
const note = text(1300)
const day = z.iso.date().nullable()

const depth = {
  startOn: day, dueOn: day.describe('Not before `startOn`'), scope: note.describe('What belongs to it and what does not'),
  objectives: note.describe('What it is to bring about'), health: projectHealth.nullable(), healthNote: note,
  managerId: id.nullable().describe('Who answers for it: an active member of its team'),
}
/** What is changed of a project, beside what its limits do. */
const projectFields = { name: line(500), description: text(), status: projectStatus, priority, ...depth }
/** How a new project begins. */
export const emptyDepth = { startOn: null, dueOn: null, scope: '', objectives: '', health: null, healthNote: '', managerId: null } as const
const depthDefaults = {
  startOn: depth.startOn.default(null), dueOn: depth.dueOn.default(null), scope: depth.scope.default(''), objectives: depth.objectives.default(''),
  health: depth.health.default(null), healthNote: depth.healthNote.default(''), managerId: depth.managerId.default(null),
}

export const project = z.strictObject({
  id, teamId: id, key: z.string(), ...projectFields, limits: limitMode, isTemplate, archivedAt: instant.nullable(),
  createdById: id.nullable(), version: z.int(), createdAt: instant, updatedAt: instant, deletedAt: instant.nullable(),
})
export type Project = z.infer<typeof project>

export const projectInput = z.strictObject({
  name: line(500), teamId: id, description: text().default(''), status: projectStatus.default('active'), priority: priority.default('none'), ...depthDefaults,
  statuses: workflowInput.optional().describe('Unless given, the default workflow of the organization'), limits: limitMode.default('enforce'),
  isTemplate: isTemplate.default(false),
})
/** What is not sent is as in a new project; what limits do stays, as the statuses do. */
export const projectReplacement = z.strictObject({ ...projectFields, ...depthDefaults })
export const projectPatch = z.strictObject({ ...projectFields, limits: limitMode, isTemplate }).partial()

/** A copy has at most so many tasks, and texts of so many characters in them. */
export const MOST_COPIED = { tasks: 5000, items: 20_000, characters: 32_000_000 } as const

export const projectCopy = z.strictObject({
  name: line(500), teamId: id.optional().describe('The team of the copy; unless given, that of the original'),
  isTemplate: isTemplate.default(false),
  startOn: day.default(null).describe('The day on which the copy starts: every day in it moves with the start; null = they stay'),
  tasks: z.boolean().default(true).describe('Tasks that are not archived, with their checklists: nothing of them is done yet in the copy'),
  people: z.boolean().default(false).describe('The manager, who is listed on it, and the assignees, as far as they are active members of the team of the copy'),
})

/** One snapshot of a project's board (RT17): tasks without descriptions, archived and deleted ones left out. */
export const board = z.strictObject({
  project, statuses: z.array(status), tasks: z.array(boardTask), labels: z.array(label), members: z.array(member),
  milestones: z.array(milestone), customFields: z.array(customField), ...streamPosition.shape,
})
export type Board = z.infer<typeof board>

const partDigest = z.strictObject({ count: z.int(), digest: z.string() })

/** What a board's snapshot hashes to at its offset: a client that holds the same state has the same digests. */
export const boardDigestAt = z.strictObject({
  ...streamPosition.shape, digest: z.string().describe('SHA-256 over the digests of the parts'), parts: z.record(z.enum(boardParts), partDigest),
})

export const projectStatistics = z.strictObject({
  tasks: z.strictObject({ open: z.int(), done: z.int(), cancelled: z.int(), archived: z.int(), overdue: z.int(), unassigned: z.int() }),
  byStatus: z.array(z.strictObject({ statusId: id, tasks: z.int() })),
  byAssignee: z.array(z.strictObject({ membershipId: id, open: z.int(), done: z.int() })),
  byPriority: z.record(priority, z.int()),
  completion: z.number().describe('Done tasks of all that were not cancelled, per cent; 0 when there are none'),
})

const projectId = z.strictObject({ projectId: id })
const shown = z.enum(['true', 'false', 'any']).default('false')
/** Which projects a list has. */
export const projectsQuery = z.strictObject({
  ...listQuery, teamId: id.optional(), departmentId: departmentFilter, status: projectStatus.optional(), deleted: z.enum(['true', 'false']).default('false'),
  template: shown, archived: shown,
})
const at = { tag: 'Projects', access: 'member' } as const

export const projectEndpoints = {
  listProjects: endpoint({
    ...at, id: 'listProjects', method: 'GET', path: '/api/projects', scope: 'projects:read', permission: 'project.read',
    summary: 'List the projects that one may read',
    query: projectsQuery, status: 200, response: listOf(project),
  }),
  createProject: endpoint({
    ...at, id: 'createProject', method: 'POST', path: '/api/projects', scope: 'projects:write', permission: 'project.create',
    summary: 'Make a project with a workflow', body: projectInput, status: 201, response: project, etag: true,
  }),
  readProject: endpoint({
    ...at, id: 'readProject', method: 'GET', path: '/api/projects/{projectId}', scope: 'projects:read', permission: 'project.read',
    summary: 'Read a project', params: projectId, status: 200, response: project, etag: true,
  }),
  replaceProject: endpoint({
    ...at, id: 'replaceProject', method: 'PUT', path: '/api/projects/{projectId}', scope: 'projects:write', permission: 'project.update',
    summary: 'Replace a project\'s fields', params: projectId, body: projectReplacement, status: 200, response: project, etag: true,
    errors: ['invalid_reference'],
  }),
  updateProject: endpoint({
    ...at, id: 'updateProject', method: 'PATCH', path: '/api/projects/{projectId}', scope: 'projects:write', permission: 'project.update',
    summary: 'Change fields of a project', params: projectId, body: projectPatch, status: 200, response: project, etag: true,
    errors: ['invalid_reference'],
  }),
  updateProjectStatus: endpoint({
    ...at, id: 'updateProjectStatus', method: 'PATCH', path: '/api/projects/{projectId}/status', scope: 'projects:write',
    permission: 'project.update', summary: 'Change a project\'s status', params: projectId, body: z.strictObject({ status: projectStatus }),
    status: 200, response: project, etag: true,
  }),
  copyProject: endpoint({
    ...at, id: 'copyProject', method: 'POST', path: '/api/projects/{projectId}/copies', scope: 'projects:write', permission: 'project.create',
    summary: 'Make a project like this one, all or nothing: workflow, labels, milestones, custom fields, templates of tasks, aims and, unless left out, up to 5,000 tasks',
    params: projectId, body: projectCopy, status: 201, response: project, etag: true, transaction: 'own', errors: ['conflict'],
  }),
  archiveProject: endpoint({
    ...at, id: 'archiveProject', method: 'PUT', path: '/api/projects/{projectId}/archived', scope: 'projects:write', permission: 'project.update',
    summary: 'Put a project into the archive or take it out; it can be read and changed there', params: projectId,
    body: z.strictObject({ archived: z.boolean() }), status: 200, response: project, etag: true,
  }),
  deleteProject: endpoint({
    ...at, id: 'deleteProject', method: 'DELETE', path: '/api/projects/{projectId}', scope: 'projects:write', permission: 'project.delete',
    summary: 'Move a project to the trash', params: projectId, status: 204, etag: true,
  }),
  restoreProject: endpoint({
    ...at, id: 'restoreProject', method: 'POST', path: '/api/projects/{projectId}/restore', scope: 'projects:write',
    permission: 'project.delete', summary: 'Take a project out of the trash', params: projectId, status: 200, response: project, etag: true,
  }),
  starProject: endpoint({
    ...at, id: 'starProject', method: 'PUT', path: '/api/projects/{projectId}/star', scope: 'projects:write', permission: 'project.read',
    summary: 'Star a project, for oneself', params: projectId, status: 204,
  }),
  unstarProject: endpoint({
    ...at, id: 'unstarProject', method: 'DELETE', path: '/api/projects/{projectId}/star', scope: 'projects:write', permission: 'project.read',
    summary: 'Take one\'s star off a project', params: projectId, status: 204,
  }),
  readBoard: endpoint({
    ...at, id: 'readBoard', method: 'GET', path: '/api/projects/{projectId}/board', scope: 'tasks:read', permission: 'task.read',
    summary: 'The board as one snapshot with its offset', params: projectId, status: 200, response: board,
    transaction: 'snapshot', etag: 'state',
  }),
  readBoardDigest: endpoint({
    ...at, id: 'readBoardDigest', method: 'GET', path: '/api/projects/{projectId}/board/digest', scope: 'tasks:read', permission: 'task.read',
    summary: 'What the board\'s snapshot hashes to, with its offset: to check one\'s own copy', params: projectId, status: 200,
    response: boardDigestAt, transaction: 'own',
  }),
  readStatistics: endpoint({
    ...at, id: 'readStatistics', method: 'GET', path: '/api/projects/{projectId}/statistics', scope: 'projects:read',
    permission: 'project.read', summary: 'Counts of a project\'s tasks', params: projectId, status: 200, response: projectStatistics,
    transaction: 'snapshot',
  }),
}

export const projectEvents = {
  projectCreated: event({
    type: 'project.created', streams: ['team'], schema: 1, summary: 'A project was made, with its workflow and labels',
    data: z.strictObject({
      project: z.strictObject({ ...project.shape, description: z.unknown() }), statuses: z.array(status), labels: z.array(label),
    }),
  }),
  projectStarred: event({
    type: 'project.starred', streams: ['inbox'], schema: 1, summary: 'The member starred a project or took the star off',
    data: z.strictObject({ projectId: id, starred: z.boolean() }),
  }),
  projectUpdated: event({
    type: 'project.updated', streams: ['team'], schema: 1, summary: 'Fields of a project changed',
    data: z.strictObject({
      projectId: id, version: z.int(),
      changes: changesOf({
        ...projectFields, limits: limitMode, isTemplate, description: z.unknown(), archivedAt: instant.nullable(), deletedAt: instant.nullable(),
      }),
    }),
  }),
}
