// The workflow of a project: each change is a request, and its event draws it.
import type { Stores } from '../../client.svelte.ts'
import type { Answer } from '../../lib/api.ts'
import { sayDone } from '../activity/done-here.ts'
import type { BoardState } from '../board/board.state.ts'
import type { WorkflowDesk } from './workflow-desk.ts'

export function projectWorkflow({ api }: Stores, board: () => BoardState): WorkflowDesk {
  const params = ({ id }: { id: string }) => ({ statusId: id })
  const done = (answer: Answer<unknown>) => (text: string) => sayDone({ api }, text, answer)
  return {
    get items() {
      return board().statuses
    },
    count: (statusId) => board().columns.get(statusId)?.size ?? 0,
    add: async (body) => done(await api.call('createStatus', { params: { projectId: board().project.id }, body })),
    change: async (item, body) => done(await api.call('updateStatus', { params: params(item), body })),
    place: async (item, afterStatusId) => void (await api.call('updateStatus', { params: params(item), body: { afterStatusId } })),
    archive: async (item, archived) => void (await api.call('updateStatus', { params: params(item), body: { archived } })),
    remove: async (item, moveTo) =>
      done(await api.call('deleteStatus', { params: params(item), query: moveTo === null ? {} : { moveTo } })),
  }
}
