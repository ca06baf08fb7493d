// The trash of a project and that of a team.
import type { TeamTrash, Trash } from '../../../shared/features/trash.ts'
import type { StreamEvent } from '../../../shared/streams.ts'
import { changesOf } from '../board/recent-changes.ts'
import type { StoreContext } from '../stores.ts'
import { TrashStore } from './trash.store.svelte.ts'

const TOUCHING = new Set(['task.deleted', 'task.restored', 'task.left', 'task.entered', 'comment.deleted', 'comment.restored', 'trash.emptied'])

export const projectTrash = (context: StoreContext, projectId: string): TrashStore<Trash> => new TrashStore(
  context, async (signal) => (await context.api.call('readTrash', { params: { projectId }, signal })).data,
  (event) => changesOf(event, projectId).some(({ type }) => TOUCHING.has(type)),
)

export const teamTrash = (context: StoreContext, teamId: string): TrashStore<TeamTrash> => new TrashStore(
  context, async (signal) => (await context.api.call('readTeamTrash', { params: { teamId }, signal })).data, isOfProject,
)

function isOfProject({ type, data }: StreamEvent): boolean {
  if (type === 'trash.emptied') return data.isProjectGone === true
  return type === 'project.updated' && 'deletedAt' in (data.changes as object)
}
