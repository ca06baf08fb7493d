// Activity: the events about a task or project, newest first; of a bulk change only the part that concerns the task.
import { z } from 'zod'
import type { QueryOf } from '../../../shared/endpoint.ts'
import type { activityEndpoints } from '../../../shared/features/activity.ts'
import { offset, teamStream, type StreamEvent } from '../../../shared/streams.ts'
import { notFound } from '../../kernel/errors.ts'
import { decodeCursor, page } from '../../kernel/pages.ts'
import { readEventsAbout, subjectsOf } from '../../kernel/streams.ts'
import type { Work } from '../../kernel/work.ts'
import { loadProject } from '../projects/load-project.ts'
import { Task } from '../tasks/task.entity.ts'

type Paging = QueryOf<typeof activityEndpoints.listTaskActivity>

export async function listProjectActivity(work: Work, projectId: string, paging: Paging) {
  const project = await loadProject(work, projectId, 'task.read')
  return activityOf(work, project.team.id, projectId, paging, (event) => event)
}

export async function listTaskActivity(work: Work, taskId: string, paging: Paging) {
  const task = await work.em.findOne(Task, { id: taskId })
  if (!task) throw notFound()
  const project = await loadProject(work, task.project.id, 'task.read')
  return activityOf(work, project.team.id, taskId, paging, (event) => partAbout(event, taskId))
}

async function activityOf(work: Work, teamId: string, subjectId: string, { limit, cursor }: Paging, present: (event: StreamEvent) => StreamEvent) {
  const before = decodeCursor(cursor, z.tuple([offset]))
  const events = await readEventsAbout(work.em, work.organizationId, teamStream(teamId), subjectId, before ? before[0] : null, limit + 1)
  return page(events, limit, present, (event) => [event.offset])
}

/** Of a batch only its inner events about the task. */
function partAbout(event: StreamEvent, taskId: string): StreamEvent {
  if (event.type !== 'batch.applied') return event
  const inner = event.data.events as { type: string; data: Record<string, unknown> }[]
  return { ...event, data: { ...event.data, events: inner.filter(({ data }) => subjectsOf(data).includes(taskId)) } }
}
