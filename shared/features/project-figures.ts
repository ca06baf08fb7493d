// What is counted of many projects at once, for those who look after all of them.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id } from '../ids.ts'
import { listOf } from '../lists.ts'
import { projectsQuery, projectStatistics } from './projects.ts'

const { open, done, overdue, unassigned } = projectStatistics.shape.tasks.shape

/** Counts over tasks that are neither archived nor in the trash; `overdue` and `unassigned` are of the open ones. */
export const projectFigures = z.strictObject({ projectId: id, open, done, overdue, unassigned })
export type ProjectFigures = z.infer<typeof projectFigures>

export const projectFigureEndpoints = {
  listProjectFigures: endpoint({
    id: 'listProjectFigures', method: 'GET', path: '/api/project-figures', tag: 'Projects', access: 'member', scope: 'projects:read', permission: 'project.read',
    summary: 'What is open, done, late and with nobody in each of the projects that `GET /api/projects` lists for the same query, in its order',
    query: projectsQuery, status: 200, response: listOf(projectFigures), transaction: 'snapshot',
  }),
}
