// Watching a task, or no more: each named once, with its request and its look until the event comes.
import { withWish } from '../../../shared/features/watchers.ts'
import { mutation, type MutationContext } from '../mutation.ts'
import type { TaskDetailDraft } from '../tasks/task-detail.draft.ts'

type Of = { taskId: string }

const one = ({ taskId }: Of) => [taskId]
const request = ({ taskId }: Of) => ({ params: { taskId } })

const say = (watching: boolean) => (draft: TaskDetailDraft, _: Of, { membershipId }: MutationContext) =>
  void (draft.watchers = withWish(draft.watchers, membershipId, watching))

export const watchMutations = {
  watchTask: mutation({ endpoint: 'watchTask', taskIds: one, request, onTask: say(true) }),
  unwatchTask: mutation({ endpoint: 'unwatchTask', taskIds: one, request, onTask: say(false) }),
}
