// The workflow of a project: each change is a request, and its event draws it.
import type { Stores } from '../../client.svelte.ts'
import type { BoardState } from '../board/board.state.ts'
import type { WorkflowDesk } from './workflow-desk.ts'

export function projectWorkflow({ api }: Stores, board: () => BoardState): WorkflowDesk {
  const params = ({ id }: { id: string }) => ({ statusId: id })
  return {
    get items() {
      return board().statuses
    },
    count: (statusId) => board().columns.get(statusId)?.size ?? 0,
    add: async (body) => void (await api.call('createStatus', { params: { projectId: board().project.id }, body })),
    change: async (item, body) => void (await api.call('updateStatus', { params: params(item), body })),
    place: async (item, afterStatusId) => void (await api.call('updateStatus', { params: params(item), body: { afterStatusId } })),
    archive: async (item, archived) => void (await api.call('updateStatus', { params: params(item), body: { archived } })),
    remove: async (item, moveTo) =>
      void (await api.call('deleteStatus', { params: params(item), query: moveTo === null ? {} : { moveTo } })),
  }
}
