// A project as the API shows it.
import type { Project as ProjectResource } from '../../../shared/features/projects.ts'
import type { Project } from './project.entity.ts'

export function presentProject(project: Project): ProjectResource {
  return {
    id: project.id, teamId: project.team.id, key: project.key, name: project.name, description: project.description, status: project.status,
    priority: project.priority, limits: project.limits, createdById: project.createdBy?.id ?? null, version: project.version,
    createdAt: project.createdAt.toISOString(), updatedAt: project.updatedAt.toISOString(), deletedAt: project.deletedAt?.toISOString() ?? null,
  }
}
