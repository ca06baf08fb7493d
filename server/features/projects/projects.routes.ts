// Routes of projects.
import { projectHistoryEndpoints } from '../../../shared/features/project-history.ts'
import { projectEndpoints as endpoints } from '../../../shared/features/projects.ts'
import { route, type Route } from '../../http/context.ts'
import { readForCopy, writeCopy } from './copies/copy-project.actions.ts'
import { digestOf, readBoard, readTaggedBoard } from './board.queries.ts'
import { listProjectHistory } from './history.queries.ts'
import { archiveProject, createProject, deleteProject, restoreProject, updateProject } from './projects.actions.ts'
import { listProjects, readProject } from './projects.queries.ts'
import { starProject } from './star-project.actions.ts'
import { readStatistics } from './statistics.queries.ts'

export const projectRoutes: Route[] = [
  route(endpoints.listProjects, (work, { query }) => listProjects(work, query)),
  route(endpoints.createProject, (work, { body }) => createProject(work, body)),
  route(endpoints.readProject, (work, { params }) => readProject(work, params.projectId)),
  route(endpoints.replaceProject, (work, { params, body, ifMatch }) => updateProject(work, params.projectId, body, ifMatch)),
  route(endpoints.updateProject, (work, { params, body, ifMatch }) => updateProject(work, params.projectId, body, ifMatch)),
  route(endpoints.updateProjectStatus, (work, { params, body, ifMatch }) => updateProject(work, params.projectId, body, ifMatch)),
  route(endpoints.copyProject, async ({ read, transact }, { params, body }) => {
    // Refused inside: a repeated key hears its first answer, also where the original is gone meanwhile.
    const original = await read((work) => readForCopy(work, params.projectId, body), { snapshot: true })
      .then((found) => () => found, (error: unknown) => () => { throw error })
    return transact((work) => writeCopy(work, original(), body))
  }),
  route(endpoints.archiveProject, (work, { params, body, ifMatch }) => archiveProject(work, params.projectId, body.archived, ifMatch)),
  route(endpoints.deleteProject, (work, { params, ifMatch }) => deleteProject(work, params.projectId, ifMatch)),
  route(endpoints.restoreProject, (work, { params, ifMatch }) => restoreProject(work, params.projectId, ifMatch)),
  route(endpoints.starProject, (work, { params }) => starProject(work, params.projectId, true)),
  route(endpoints.unstarProject, (work, { params }) => starProject(work, params.projectId, false)),
  route(endpoints.readBoard, (work, { params, isHeld }) => readTaggedBoard(work, params.projectId, isHeld)),
  route(endpoints.readBoardDigest, async ({ read }, { params }) => digestOf(await read((work) => readBoard(work, params.projectId), { snapshot: true }))),
  route(projectHistoryEndpoints.listProjectHistory, (work, { params, query }) => listProjectHistory(work, params.projectId, query)),
  route(endpoints.readStatistics, (work, { params }) => readStatistics(work, params.projectId)),
]
