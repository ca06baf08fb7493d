// The HTTP side of tasks.
import { taskEndpoints as endpoints } from '../../../shared/features/tasks.ts'
import { route, type Route } from '../../http/context.ts'
import { bulkTasks } from './bulk.actions.ts'
import { createTask } from './create-task.actions.ts'
import { listTasks } from './list-tasks.queries.ts'
import { moveTask } from './move-task.actions.ts'
import { archiveTask, deleteTask, restoreTask } from './shelve-task.actions.ts'
import { readTask, readTaskDetail } from './tasks.queries.ts'
import { updateTask } from './update-task.actions.ts'

export const taskRoutes: Route[] = [
  route(endpoints.listTasks, (work, { query }) => listTasks(work, query)),
  route(endpoints.createTask, (work, { body }) => createTask(work, body)),
  route(endpoints.bulkTasks, (work, { body }) => bulkTasks(work, body)),
  route(endpoints.readTask, (work, { params }) => readTask(work, params.taskId)),
  route(endpoints.readTaskDetail, (work, { params }) => readTaskDetail(work, params.taskId)),
  route(endpoints.updateTask, (work, { params, body, ifMatch }) => updateTask(work, params.taskId, body, ifMatch)),
  route(endpoints.moveTask, (work, { params, body, ifMatch }) => moveTask(work, params.taskId, body, ifMatch)),
  route(endpoints.archiveTask, (work, { params, body, ifMatch }) =>
    archiveTask(work, params.taskId, body.archived, ifMatch),
  ),
  route(endpoints.deleteTask, (work, { params, ifMatch }) => deleteTask(work, params.taskId, ifMatch)),
  route(endpoints.restoreTask, (work, { params, ifMatch }) => restoreTask(work, params.taskId, ifMatch)),
]
