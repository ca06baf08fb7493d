// One's own reminders: each named once, with its request and its look until the event comes.
import type { Reminder } from '../../../shared/features/reminders.ts'
import { mutation } from '../mutation.ts'
import { put } from './reminders.reducer.ts'

type Of = { taskId: string }
/** `shown`: what is drawn until the server has made one. */
export interface NewReminder extends Of {
  remindAt?: string
  beforeMinutes?: number
  shown: Pick<Reminder, 'projectId' | 'teamId' | 'key' | 'title' | 'remindAt'>
}

const one = ({ taskId }: Of) => [taskId]

export const reminderMutations = {
  createReminder: mutation({
    endpoint: 'createReminder', taskIds: one,
    request: ({ taskId, shown: _, ...body }: NewReminder) => ({ params: { taskId }, body }),
    onReminders: (items, { taskId, beforeMinutes = null, shown }, { key, at }) => put(items, { ...shown, id: key, taskId, beforeMinutes, createdAt: at }),
  }),
  deleteReminder: mutation({
    endpoint: 'deleteReminder', taskIds: one, request: ({ reminderId }: Of & { reminderId: string }) => ({ params: { reminderId } }),
    onReminders: (items, { reminderId }) => items.filter(({ id }) => id !== reminderId),
  }),
}
