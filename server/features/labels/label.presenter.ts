// A label as the API shows it.
import type { Label as LabelResource } from '../../../shared/features/labels.ts'
import type { Label } from './label.entity.ts'

export function presentLabel({ id, project, name, color, version }: Label): LabelResource {
  return { id, projectId: project?.id ?? null, name, color, version }
}
