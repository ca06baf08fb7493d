// Puts a project into the archive or among the templates and takes it out again, with the way back in the toast.
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

/** The project itself becomes a template, or is one no more. */
export async function beTemplate(stores: Stores, { id: projectId, name }: Pick<Project, 'id' | 'name'>, isTemplate: boolean): Promise<void> {
  const put = (into: boolean) => attempt(t('notTemplate', { name }), () =>
    stores.api.call('updateProject', { params: { projectId }, body: { isTemplate: into } }))
  if (await put(isTemplate)) toasts.show({ text: t(isTemplate ? 'template.now' : 'template.ended', { name }), undo: () => void put(!isTemplate) })
}
