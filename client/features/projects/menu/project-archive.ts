// Puts a project into the archive and takes it out again, with the way back in the toast.
import type { Stores } from '../../../client.svelte.ts'
import { attempt } from '../../../shell/failure-words.ts'
import { toasts } from '../../../ui/index.ts'
import type { Project } from '../../../../shared/features/projects.ts'
import { t } from '../words.ts'

export async function putAside(stores: Stores, { id: projectId, name }: Pick<Project, 'id' | 'name'>, archived: boolean): Promise<void> {
  const put = (into: boolean) => attempt(t(into ? 'notArchived' : 'notUnarchived', { name }), () =>
    stores.api.call('archiveProject', { params: { projectId }, body: { archived: into } }))
  if (await put(archived)) toasts.show({ text: t(archived ? 'archived.now' : 'unarchived', { name }), undo: () => void put(!archived) })
}
