// The HTTP side of time.
import { timeEndpoints as endpoints } from '../../../shared/features/time.ts'
import { route, type Route } from '../../http/context.ts'
import { approveTimeEntry, createTimeEntry, deleteTimeEntry, updateTimeEntry } from './time-entries.actions.ts'
import { listTimeEntries, readProjectTime } from './time.queries.ts'
import { startTimer, stopTimer } from './timer.actions.ts'

export const timeRoutes: Route[] = [
  route(endpoints.startTimer, (work, { body }) => startTimer(work, body.taskId, body.note)),
  route(endpoints.stopTimer, (work) => stopTimer(work)),
  route(endpoints.createTimeEntry, (work, { params, body }) => createTimeEntry(work, params.taskId, body)),
  route(endpoints.updateTimeEntry, (work, { params, body, ifMatch }) => updateTimeEntry(work, params.entryId, body, ifMatch)),
  route(endpoints.deleteTimeEntry, (work, { params }) => deleteTimeEntry(work, params.entryId)),
  route(endpoints.approveTimeEntry, (work, { params, body, ifMatch }) => approveTimeEntry(work, params.entryId, body.approved, ifMatch)),
  route(endpoints.listTimeEntries, (work, { query }) => listTimeEntries(work, query)),
  route(endpoints.readProjectTime, (work, { params, query }) => readProjectTime(work, params.projectId, query)),
]
