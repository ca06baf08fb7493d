// The requests with which a newcomer has everything the others need: an organization, a team, a project, and a task that lives.
import type { BodyInputOf, Endpoint } from '../../../shared/endpoint.ts'
import { endpoints } from '../../../shared/index.ts'

interface Step { endpoint: Endpoint; body?: unknown }

const step = <E extends Endpoint>(endpoint: E, body?: BodyInputOf<E>): Step => ({ endpoint, ...(body !== undefined && { body }) })

export const firstSteps: readonly Step[] = [
  step(endpoints.register, { email: '{{email}}', password: '{{password}}', name: 'Ada', organizationName: 'Example' }),
  step(endpoints.createTeam, { name: 'Support' }),
  step(endpoints.createProject, { name: 'Website', teamId: '{{teamId}}' }),
  step(endpoints.readBoard),
  step(endpoints.createLabel, { name: 'Bug', color: 'red' }),
  step(endpoints.createTask, { projectId: '{{projectId}}', title: 'Refunds are slow', labelIds: ['{{labelId}}'] }),
  step(endpoints.moveTask, { statusId: '{{statusId}}', afterTaskId: null }),
  step(endpoints.updateTask, { priority: 'high', dueAt: '2026-12-31T17:00:00Z' }),
  step(endpoints.createComment, { body: 'Seen with two customers.' }),
  step(endpoints.bulkTasks, { mode: 'independent', operations: [{ op: 'update', taskId: '{{taskId}}', progress: 50 }] }),
  step(endpoints.readTaskDetail),
]
