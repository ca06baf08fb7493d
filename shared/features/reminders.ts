// Reminders: one's own, on a task: at a time, or so long before it is due.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { event } from '../event.ts'
import { id, instant, instantInput } from '../ids.ts'
import { listOf, listQuery } from '../lists.ts'

/** At most so many of a member's on one task. */
export const MOST_REMINDERS = 10

export const reminder = z.strictObject({
  id, taskId: id, projectId: id, teamId: id, key: z.string(), title: z.string(), remindAt: instant,
  beforeMinutes: z.int().nullable().describe('So long before the task is due: it moves with the due time'), createdAt: instant,
})
export type Reminder = z.infer<typeof reminder>

const at = { tag: 'Notifications', access: 'member', permission: 'task.read' } as const

export const reminderEndpoints = {
  listReminders: endpoint({
    ...at, id: 'listReminders', method: 'GET', path: '/api/reminders', scope: 'tasks:read', summary: 'List one\'s reminders, the next first',
    query: z.strictObject({ ...listQuery, taskId: id.optional() }), status: 200, response: listOf(reminder),
  }),
  createReminder: endpoint({
    ...at, id: 'createReminder', method: 'POST', path: '/api/tasks/{taskId}/reminders', scope: 'tasks:write',
    summary: 'Be reminded of a task: at a time, or before it is due', params: z.strictObject({ taskId: id }),
    body: z.strictObject({
      remindAt: instantInput.optional().describe('Either this'), beforeMinutes: z.int().min(0).max(60 * 24 * 30).optional().describe('Or this, of a task that is due'),
    }),
    status: 201, response: reminder, errors: ['conflict'],
  }),
  deleteReminder: endpoint({
    ...at, id: 'deleteReminder', method: 'DELETE', path: '/api/reminders/{reminderId}', scope: 'tasks:write', summary: 'Take back a reminder of one\'s own',
    params: z.strictObject({ reminderId: id }), status: 204,
  }),
}

export const reminderEvents = {
  reminderSet: event({
    type: 'reminder.set', streams: ['inbox'], schema: 1, summary: 'The member wants to be reminded, or when changed with the due time of the task', data: z.strictObject({ reminder }),
  }),
  reminderDropped: event({
    type: 'reminder.dropped', streams: ['inbox'], schema: 1, summary: 'A reminder was given, taken back, or ended with its task', data: z.strictObject({ reminderId: id, taskId: id }),
  }),
}
