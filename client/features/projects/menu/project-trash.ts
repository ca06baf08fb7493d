// Moves a project to the trash and takes it out again, with the way back in the toast.
import type { Stores } from '../../../client.svelte.ts'
import { attempt } from '../../../shell/failure-words.ts'
import { go } from '../../../shell/go.ts'
import { toasts } from '../../../ui/index.ts'
import type { Project } from '../../../../shared/features/projects.ts'
import { t } from './words.ts'

/** Moves it to the trash; whoever stands in it goes to its team, and comes back by undo. */
export async function moveToTrash(stores: Stores, project: Project): Promise<void> {
  const from = window.location.pathname
  const stoodInside = from.startsWith(`/projects/${project.id}`)
  const moved = await attempt(t('notTrashed', { name: project.name }), () =>
    stores.api.call('deleteProject', { params: { projectId: project.id } }))
  if (!moved) return
  if (stoodInside) go(`/teams/${project.teamId}`, { replace: true })
  toasts.show({ text: t('trashed', { name: project.name }), undo: () => void putBack(stores, project, from) })
}

async function putBack(stores: Stores, project: Project, from: string): Promise<void> {
  const back = await restore(stores, project)
  if (back && from.startsWith(`/projects/${project.id}`)) go(from)
}

/** Takes it out of the trash; true when it is back. */
export function restore(stores: Stores, { id: projectId, name }: Project): Promise<boolean> {
  return attempt(t('notRestored', { name }), () => stores.api.call('restoreProject', { params: { projectId } }))
}
