// Reads a project's custom fields.
import type { CustomField as CustomFieldResource } from '../../../shared/features/custom-fields.ts'
import type { Work } from '../../kernel/work.ts'
import { loadProject } from '../projects/load-project.ts'
import { CustomField } from './custom-field.entity.ts'
import { presentCustomField } from './custom-field.presenter.ts'

export async function listCustomFields(work: Work, projectId: string): Promise<{ items: CustomFieldResource[] }> {
  await loadProject(work, projectId, 'project.read')
  return { items: (await fieldsOf(work, projectId)).map(presentCustomField) }
}

/** In their order. The caller has authorized. */
export const fieldsOf = (work: Work, projectId: string): Promise<CustomField[]> =>
  work.em.find(CustomField, { project: { id: projectId } }, { orderBy: { rank: 'asc' } })
