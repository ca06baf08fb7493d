// What the bot does: it thanks once in a comment when a task comes to a status that means "done".
import type { Board } from '../shared/features/projects.ts'
import type { TaskChanged } from '../shared/features/tasks.ts'
import type { StreamEvent } from '../shared/streams.ts'
import { Refusal, request } from './request.ts'

/** The statuses of each project that mean "done"; read again when a workflow changes. */
const done = new Map<string, Set<string>>()

/** The same key does the same thing once. A task that is gone meanwhile needs no thanks. */
export async function react(type: string, data: StreamEvent['data'], key: string): Promise<void> {
  if (type.startsWith('status.')) done.clear()
  if (type !== 'task.moved' && type !== 'task.updated') return
  const { taskId, projectId, changes } = data as unknown as TaskChanged
  if (!changes.statusId) return
  try {
    if (!done.has(projectId)) done.set(projectId, await doneStatuses(projectId))
    const [before, after] = changes.statusId.map((id) => done.get(projectId)!.has(id))
    if (after && !before) await request('POST', `/api/tasks/${taskId}/comments`, { body: 'Done. Thank you for finishing this!' }, key)
  } catch (error) {
    if (!(error instanceof Refusal && error.status === 404)) throw error
  }
}

async function doneStatuses(projectId: string): Promise<Set<string>> {
  const { statuses } = await request<Board>('GET', `/api/projects/${projectId}/board`)
  return new Set(statuses.filter(({ category }) => category === 'done').map(({ id }) => id))
}
