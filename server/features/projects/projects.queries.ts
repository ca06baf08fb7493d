// What reads projects: lists, and one.
import { z } from 'zod'
import type { QueryOf } from '../../../shared/endpoint.ts'
import type { projectEndpoints, Project as ProjectResource } from '../../../shared/features/projects.ts'
import { id } from '../../../shared/ids.ts'
import { decodeCursor, page } from '../../kernel/pages.ts'
import type { Work } from '../../kernel/work.ts'
import { ofTeamsReadableBy } from '../../policy/scopes.ts'
import { departmentsWithin } from '../departments/departments.queries.ts'
import { loadProject } from './load-project.ts'
import { Project } from './project.entity.ts'
import { presentProject } from './project.presenter.ts'

type ListQuery = QueryOf<typeof projectEndpoints.listProjects>

/** A page of the projects that the actor may read, oldest first. */
export async function listProjects(work: Work, { limit, cursor, teamId, departmentId, status, deleted, template, archived }: ListQuery) {
  const after = decodeCursor(cursor, z.tuple([id]))
  const rows = await work.em.find(Project, {
    $and: [
      ofTeamsReadableBy(work.actor),
      { deletedAt: deleted === 'true' ? { $ne: null } : null },
      template === 'any' ? {} : { isTemplate: template === 'true' },
      archived === 'any' ? {} : { archivedAt: archived === 'true' ? { $ne: null } : null },
      teamId ? { team: { id: teamId } } : {},
      departmentId ? { team: { department: { id: { $in: await departmentsWithin(work, departmentId) } } } } : {},
      status ? { status } : {},
      after ? { id: { $gt: after[0] } } : {},
    ],
  }, { orderBy: { id: 'asc' }, limit: limit + 1 })
  return page(rows, limit, presentProject, (project) => [project.id])
}

export async function readProject(work: Work, id: string): Promise<ProjectResource> {
  return presentProject(await loadProject(work, id, 'project.read', { deleted: true }))
}
