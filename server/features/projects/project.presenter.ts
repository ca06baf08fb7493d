// A project as the API shows it.
import type { Project as ProjectResource } from '../../../shared/features/projects.ts'
import type { Project } from './project.entity.ts'

export function presentProject(project: Project): ProjectResource {
  const { id, key, name, description, status, priority, scope, objectives, healthNote, limits, version } = project
  return {
    id, teamId: project.team.id, key, name, description, status, priority, startOn: project.startOn ?? null, dueOn: project.dueOn ?? null,
    scope, objectives, health: project.health ?? null, healthNote, managerId: project.manager?.id ?? null, limits,
    isTemplate: project.isTemplate, archivedAt: project.archivedAt?.toISOString() ?? null,
    createdById: project.createdBy?.id ?? null, version,
    createdAt: project.createdAt.toISOString(), updatedAt: project.updatedAt.toISOString(), deletedAt: project.deletedAt?.toISOString() ?? null,
  }
}
