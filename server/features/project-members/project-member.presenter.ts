// Somebody's place on a project as the API shows it.
import type { ProjectMember as Resource } from '../../../shared/features/project-members.ts'
import type { ProjectMember } from './project-member.entity.ts'

export function presentProjectMember({ project, membership, role, hoursPerWeek, startOn, endOn, createdAt }: ProjectMember): Resource {
  return { projectId: project.id, memberId: membership.id, role, hoursPerWeek, startOn: startOn ?? null, endOn: endOn ?? null, createdAt: createdAt.toISOString() }
}
