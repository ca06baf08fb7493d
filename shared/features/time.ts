// Time: what was spent on tasks, by hand or by a timer. A member has one running timer at most.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { changesOf, event } from '../event.ts'
import { id, instant, instantInput, text } from '../ids.ts'
import { listOf, listQuery } from '../lists.ts'

/** A day at most: what is longer was forgotten, not worked. */
export const MOST_MINUTES = 24 * 60
const minutes = z.int().min(1).max(MOST_MINUTES)
const note = text(1000)

export const timeEntry = z.strictObject({
  id, taskId: id, memberId: id.describe('Whose time it is'), minutes, startedAt: instant, note,
  approvedAt: instant.nullable(), approvedById: id.nullable(), version: z.int(), createdAt: instant,
})
export type TimeEntry = z.infer<typeof timeEntry>

const listedEntry = timeEntry.extend({ projectId: id, teamId: id, key: z.string(), title: z.string() })
export type ListedEntry = z.infer<typeof listedEntry>

export const timer = z.strictObject({ taskId: id, projectId: id, key: z.string(), title: z.string(), note, startedAt: instant })
export type Timer = z.infer<typeof timer>

const projectTime = z.strictObject({
  totalMinutes: z.int(),
  estimatedMinutes: z.int().describe('Estimates of the tasks whose time counts: all of the project, archived ones too, those in the trash not. `from` and `to` change nothing here'),
  items: z.array(z.strictObject({ memberId: id, week: z.iso.date().describe('The Monday, in the member\'s time zone'), minutes: z.int() })),
})
export type ProjectTime = z.infer<typeof projectTime>

const entryPatch = z.strictObject({ minutes: minutes.optional(), startedAt: instantInput.optional(), note: note.optional() })
const at = { tag: 'Time', access: 'member', scope: 'tasks:write' } as const
const ofEntry = z.strictObject({ entryId: id })
const span = { from: instantInput.optional(), to: instantInput.optional() }

export const timeEndpoints = {
  startTimer: endpoint({
    ...at, id: 'startTimer', method: 'PUT', path: '/api/timer', permission: 'time.log',
    summary: 'Start one\'s timer on a task; one that runs is stopped and its time logged',
    body: z.strictObject({ taskId: id, note: note.optional() }), status: 200, response: timer,
  }),
  stopTimer: endpoint({
    ...at, id: 'stopTimer', method: 'DELETE', path: '/api/timer', summary: 'Stop one\'s timer and log its time, a minute at least', status: 204,
  }),
  createTimeEntry: endpoint({
    ...at, id: 'createTimeEntry', method: 'POST', path: '/api/tasks/{taskId}/time', permission: 'time.log', summary: 'Log one\'s time on a task',
    params: z.strictObject({ taskId: id }), body: z.strictObject({ minutes, startedAt: instantInput.optional(), note: note.optional() }),
    status: 201, response: timeEntry,
  }),
  updateTimeEntry: endpoint({
    ...at, id: 'updateTimeEntry', method: 'PATCH', path: '/api/time-entries/{entryId}', permission: 'time.update', summary: 'Change logged time',
    params: ofEntry, body: entryPatch, status: 200, response: timeEntry, etag: true, errors: ['time_approved'],
  }),
  deleteTimeEntry: endpoint({
    ...at, id: 'deleteTimeEntry', method: 'DELETE', path: '/api/time-entries/{entryId}', permission: 'time.update', summary: 'Delete logged time',
    params: ofEntry, status: 204, errors: ['time_approved'],
  }),
  approveTimeEntry: endpoint({
    ...at, id: 'approveTimeEntry', method: 'PUT', path: '/api/time-entries/{entryId}/approval', permission: 'time.approve',
    summary: 'Approve logged time, which locks it, or take that back', params: ofEntry, body: z.strictObject({ approved: z.boolean() }),
    status: 200, response: timeEntry, etag: true,
  }),
  listTimeEntries: endpoint({
    ...at, id: 'listTimeEntries', method: 'GET', path: '/api/time-entries', scope: 'tasks:read', permission: 'task.read',
    summary: 'Logged time of what one may read, latest first, of a member, project or task and between two moments',
    query: z.strictObject({ ...listQuery, memberId: id.optional(), projectId: id.optional(), taskId: id.optional(), ...span }),
    status: 200, response: listOf(listedEntry),
  }),
  readProjectTime: endpoint({
    ...at, id: 'readProjectTime', method: 'GET', path: '/api/projects/{projectId}/time', scope: 'tasks:read', permission: 'project.read',
    summary: 'Time spent on a project, by member and week, and what was estimated', params: z.strictObject({ projectId: id }), query: z.strictObject(span),
    status: 200, response: projectTime,
  }),
}

const place = { taskId: id, projectId: id, key: z.string(), title: z.string() }
const changed = timeEntry.pick({ minutes: true, startedAt: true, note: true, approvedAt: true, approvedById: true }).shape

export const timeEvents = {
  timeLogged: event({
    type: 'time.logged', streams: ['team'], schema: 1, summary: 'Time was logged on a task', data: z.strictObject({ ...place, entry: timeEntry }),
  }),
  timeUpdated: event({
    type: 'time.updated', streams: ['team'], schema: 1, summary: 'Logged time was changed or approved',
    data: z.strictObject({ ...place, entryId: id, memberId: id, changes: changesOf(changed), version: z.int() }),
  }),
  timeDeleted: event({
    type: 'time.deleted', streams: ['team'], schema: 1, summary: 'Logged time was deleted', data: z.strictObject({ ...place, entry: timeEntry }),
  }),
  timerStarted: event({
    type: 'timer.started', streams: ['inbox'], schema: 1, summary: 'The member\'s timer was started', data: z.strictObject({ timer }),
  }),
  timerStopped: event({
    type: 'timer.stopped', streams: ['inbox'], schema: 1, summary: 'The member\'s timer was stopped, or ended with their access to the task (no time is logged then)', data: z.strictObject({ timer }),
  }),
}
