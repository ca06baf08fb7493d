// Saved views of a project, or of all projects of a team: which tasks, in which order, grouped by what, in which lanes, as a board or a table. One's own, or
// shared with the team.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { event } from '../event.ts'
import { filterLimits } from '../filter/filter.ts'
import { id, instant, line, text } from '../ids.ts'
import { listOf, listQuery } from '../lists.ts'
import { taskSort } from './tasks.ts'
import { viewLanes, type ViewLanes } from './view-lanes.ts'

export const viewKinds = ['board', 'table'] as const
/** By project only what is of a whole team. */
export const viewGroups = ['status', 'person', 'priority', 'label', 'project'] as const
export type ViewGroup = (typeof viewGroups)[number] | `field.${string}`

/** One of the names, or a custom field by its id. */
const orField = (names: readonly string[]) => z.union([z.enum(names), z.string().max(42).regex(/^field\.[0-9a-f-]{36}$/)])

/** At most so many of a person's views on one project, and of one team. */
export const MOST_VIEWS = 50

const fields = {
  name: line(100),
  isShared: z.boolean().describe('Everybody in the team sees it; else only its owner'),
  kind: z.enum(viewKinds),
  filter: text(filterLimits.length).describe('In the filter language; empty for all tasks'),
  sort: taskSort.nullable().describe('null: the order of the board'),
  group: (orField(viewGroups) as unknown as z.ZodType<ViewGroup>).nullable()
    .describe('A custom field as `field.<id>`; null: a board by status, a table in one list'),
  lanes: (orField(viewLanes) as unknown as z.ZodType<ViewLanes>).nullable()
    .describe('What divides a board by status into lanes, a custom field as `field.<id>`; null: nothing'),
  columns: z.array(z.string().max(42).regex(/^(?:[a-z]+|field\.[0-9a-f-]{36})$/)).max(80).nullable()
    .describe('Names of the table\'s columns in their order, custom fields as `field.<id>`; null: the usual ones'),
}

export const view = z.strictObject({
  id, projectId: id.nullable().describe('null: of all projects of the team'), teamId: id, ownerId: id, ...fields, version: z.int(), createdAt: instant, updatedAt: instant,
})
export type View = z.infer<typeof view>

export const viewInput = z.strictObject({
  projectId: id.optional().describe('A view of this project; either this or `teamId`'),
  teamId: id.optional().describe('A view of all projects of this team'), name: fields.name, isShared: fields.isShared.default(false), kind: fields.kind.default('board'), filter: fields.filter.default(''),
  sort: fields.sort.default(null), group: fields.group.default(null), lanes: fields.lanes.default(null), columns: fields.columns.default(null),
}).refine(({ projectId, teamId }) => (projectId === undefined) !== (teamId === undefined), { path: ['projectId'], message: 'Give a project or a team' })
  .meta({ oneOf: [{ required: ['projectId'] }, { required: ['teamId'] }] })
export const viewPatch = z.strictObject(fields).partial()
export type ViewPatch = z.infer<typeof viewPatch>

const viewId = z.strictObject({ viewId: id })
const at = { tag: 'Views', access: 'member' } as const

export const viewEndpoints = {
  listViews: endpoint({
    ...at, id: 'listViews', method: 'GET', path: '/api/views', scope: 'projects:read', permission: 'project.read',
    summary: 'List one\'s own views, and those that are shared with one\'s teams', query: z.strictObject({ ...listQuery, projectId: id.optional(), teamId: id.optional().describe('Those of the whole team, not of one of its projects') }),
    status: 200, response: listOf(view),
  }),
  createView: endpoint({
    ...at, id: 'createView', method: 'POST', path: '/api/views', scope: 'projects:write', permission: 'view.create',
    summary: 'Save a view of a project or of a whole team, for oneself or for the team', body: viewInput, status: 201, response: view, etag: true, errors: ['conflict'],
  }),
  readView: endpoint({
    ...at, id: 'readView', method: 'GET', path: '/api/views/{viewId}', scope: 'projects:read', permission: 'project.read',
    summary: 'Read a view', params: viewId, status: 200, response: view, etag: true,
  }),
  updateView: endpoint({
    ...at, id: 'updateView', method: 'PATCH', path: '/api/views/{viewId}', scope: 'projects:write', permission: 'view.update',
    summary: 'Change a view, share it or take it back', params: viewId, body: viewPatch, status: 200, response: view, etag: true,
  }),
  deleteView: endpoint({
    ...at, id: 'deleteView', method: 'DELETE', path: '/api/views/{viewId}', scope: 'projects:write', permission: 'view.update',
    summary: 'Delete a view', params: viewId, status: 204, etag: true,
  }),
}

export const viewEvents = {
  viewSaved: event({
    type: 'view.saved', streams: ['team', 'inbox'], schema: 1,
    summary: 'A view was made or changed: told to the team where it is shared, else to its owner alone',
    data: z.strictObject({
      view, isNew: z.boolean().describe('To those who are told'), wasOwn: z.boolean().optional().describe('It was there before, and is shared from now on'),
      before: view.partial().optional().describe('What changed, as it was; absent in old events'),
    }),
  }),
  viewDeleted: event({
    type: 'view.deleted', streams: ['team', 'inbox'], schema: 1, summary: 'A view was deleted, or is no longer shared with the team',
    data: z.strictObject({ viewId: id, projectId: id.nullable(), name: z.string(), version: z.int(), keptById: id.nullable().describe('Whose own it is from now on'),
      view: view.optional().describe('As it was, where it is deleted; absent in old events'),
    }),
  }),
}
