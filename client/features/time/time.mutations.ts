// One's own time, logged by hand: each change named once, with its request and its look until the event comes.
import type { TimeEntry } from '../../../shared/features/time.ts'
import { mutation } from '../mutation.ts'
import { putTime } from '../tasks/task-detail.draft.ts'

/** What a person says of time that they spent. */
export type TimeFacts = Pick<TimeEntry, 'minutes' | 'startedAt' | 'note'>
type Of = { taskId: string }
type OfEntry = Of & { entryId: string }

const one = ({ taskId }: Of) => [taskId]

export const timeMutations = {
  createTimeEntry: mutation({
    endpoint: 'createTimeEntry', taskIds: one,
    request: ({ taskId, ...body }: Of & TimeFacts) => ({ params: { taskId }, body }),
    onTask: (draft, entry, { key, membershipId, at }) =>
      putTime(draft, { ...entry, id: key, memberId: membershipId, approvedAt: null, approvedById: null, version: 0, createdAt: at }),
  }),
  updateTimeEntry: mutation({
    endpoint: 'updateTimeEntry', taskIds: one,
    request: ({ taskId: _, entryId, ...body }: OfEntry & TimeFacts) => ({ params: { entryId }, body }),
    onTask: (draft, { taskId: _, entryId, ...facts }) => {
      const entry = draft.time.find(({ id }) => id === entryId)
      if (entry) putTime(draft, { ...entry, ...facts })
    },
  }),
  deleteTimeEntry: mutation({
    endpoint: 'deleteTimeEntry', taskIds: one, request: ({ entryId }: OfEntry) => ({ params: { entryId } }),
    onTask: (draft, { entryId }) => void (draft.time = draft.time.filter(({ id }) => id !== entryId)),
  }),
}
