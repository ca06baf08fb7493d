// Whether an event changes what was spent on a project or estimated for it. Pure.
import type { StreamEvent } from '../../../shared/streams.ts'

type Told = Pick<StreamEvent, 'type' | 'data'>

/** Tasks in the trash count for neither. */
const ALWAYS: ReadonlySet<string> = new Set(['time.logged', 'time.updated', 'time.deleted', 'task.deleted', 'task.restored', 'task.left', 'task.entered'])

/** A batch may hold any of them. */
export const changesTime = ({ type, data }: Told, projectId: string): boolean =>
  type === 'batch.applied' || (projectOf(data) === projectId && (ALWAYS.has(type) || changesEstimate(type, data)))

/** What is new or came from elsewhere is told as a whole task. */
function projectOf(data: Told['data']): string | undefined {
  const { projectId, task } = data as { projectId?: string; task?: { projectId: string } }
  return projectId ?? task?.projectId
}

function changesEstimate(type: string, data: Told['data']): boolean {
  const { task, changes } = data as { task?: { estimateMinutes: number | null }; changes?: object }
  return type === 'task.created' ? task!.estimateMinutes !== null : type === 'task.updated' && 'estimateMinutes' in changes!
}
