// A custom field as the API shows it.
import type { CustomField as CustomFieldResource, FieldOption } from '../../../shared/features/custom-fields.ts'
import type { CustomField } from './custom-field.entity.ts'

export function presentCustomField({ id, project, name, kind, options, rank, archived, version }: CustomField): CustomFieldResource {
  return { id, projectId: project.id, name, kind, options: options.map(presentOption), rank, archived, version }
}

const presentOption = ({ id, name, color, archived }: FieldOption): FieldOption => ({ id, name, color, archived })
