// A saved view as the API shows it.
import type { View as ViewResource } from '../../../shared/features/views.ts'
import type { View } from './view.entity.ts'

/** The team is its own, else that of its project. */
export function presentView(view: View, teamId: string): ViewResource {
  const { id, name, isShared, kind, filter, sort, grouping, lanes, columns, version, createdAt, updatedAt } = view
  return {
    id, projectId: view.project?.id ?? null, teamId, ownerId: view.owner.id, name, isShared, kind, filter, sort: sort ?? null, group: grouping ?? null,
    lanes: lanes ?? null, columns: columns ?? null, version, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString(),
  }
}

/** Of a view whose project was read with it. */
export const teamOfView = ({ team, project }: View): string => team?.id ?? project!.getEntity().team.id
