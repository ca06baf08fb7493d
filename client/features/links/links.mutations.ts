// One's own links between tasks: each named once, with its request and its look until the event comes.
import { endsOf, type LinkRole, type TaskLink } from '../../../shared/features/links.ts'
import { isOver } from '../../../shared/features/workflow.ts'
import type { BoardDraft } from '../board/board.state.ts'
import { mutation } from '../mutation.ts'

type Ends = Pick<TaskLink, 'kind' | 'fromTaskId' | 'toTaskId'>
export interface NewLink { taskId: string; kind: LinkRole; otherTaskId: string }
/** The open task first; `link`: what is taken off, for the board's count. */
export interface OldLink { taskId: string; otherTaskId: string; link: TaskLink }

const both = ({ taskId, otherTaskId }: { taskId: string; otherTaskId: string }) => [taskId, otherTaskId]

/** A board counts what still blocks a task; of tasks that it does not have it waits for the event. */
function countBlocker(draft: BoardDraft, { kind, fromTaskId, toTaskId }: Ends, step: 1 | -1): void {
  const [from, to] = [draft.task(fromTaskId), draft.task(toTaskId)]
  const status = draft.statuses.find(({ id }) => id === from?.statusId)
  if (kind !== 'blocks' || !to || !status || isOver(status.category)) return
  draft.put({ ...to, openBlockers: Math.max(0, to.openBlockers + step) })
}

const isSame = (a: Ends, b: Ends) => a.kind === b.kind && a.fromTaskId === b.fromTaskId && a.toTaskId === b.toTaskId

export const linkMutations = {
  createTaskLink: mutation({
    endpoint: 'createTaskLink', taskIds: both,
    request: ({ taskId, ...body }: NewLink) => ({ params: { taskId }, body }),
    onBoard: (draft, { taskId, kind, otherTaskId }) => countBlocker(draft, endsOf(kind, taskId, otherTaskId), 1),
    onTask: (draft, { taskId, kind, otherTaskId }, { key, membershipId, at }) => {
      const ends = endsOf(kind, taskId, otherTaskId)
      if (draft.links.some((link) => isSame(link, ends))) return
      draft.links = [...draft.links, { id: key, ...ends, createdById: membershipId, createdAt: at }]
    },
  }),
  deleteTaskLink: mutation({
    endpoint: 'deleteTaskLink', taskIds: both, request: ({ link }: OldLink) => ({ params: { linkId: link.id } }),
    onBoard: (draft, { link }) => countBlocker(draft, link, -1),
    onTask: (draft, { link }) => void (draft.links = draft.links.filter(({ id }) => id !== link.id)),
  }),
}
