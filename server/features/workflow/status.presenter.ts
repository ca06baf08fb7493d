// A status as the API shows it.
import type { Status as StatusResource } from '../../../shared/features/workflow.ts'
import type { Status } from './status.entity.ts'

export function presentStatus({ id, project, name, category, color, rank, archived, limit, nextStatusIds, version }: Status): StatusResource {
  return { id, projectId: project.id, name, category, color, rank, archived, limit: limit ?? null, nextStatusIds: nextStatusIds ?? null, version }
}
