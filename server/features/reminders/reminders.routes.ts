// The HTTP side of reminders.
import { reminderEndpoints as endpoints } from '../../../shared/features/reminders.ts'
import { route, type Route } from '../../http/context.ts'
import { createReminder, deleteReminder } from './reminders.actions.ts'
import { listReminders } from './reminders.queries.ts'

export const reminderRoutes: Route[] = [
  route(endpoints.listReminders, (work, { query }) => listReminders(work, query)),
  route(endpoints.createReminder, (work, { params, body }) => createReminder(work, params.taskId, body)),
  route(endpoints.deleteReminder, (work, { params }) => deleteReminder(work, params.reminderId)),
]
