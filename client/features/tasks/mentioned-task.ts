// The task that a key in a text stands for, with its status.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { Status } from '../../../shared/features/workflow.ts'
import type { Stores } from '../../client.svelte.ts'
import type { Api } from '../../lib/api.ts'
import { boardTasks } from './family.ts'

export interface MentionedTask { task: BoardTask; status: Status | undefined }

/** As it is drawn on an open board; undefined where it is on none. */
export function onOpenBoard({ boards }: Pick<Stores, 'boards'>, key: string): MentionedTask | undefined {
  for (const store of boards.followed) {
    const task = boardTasks({ store }).find((one) => one.key === key)
    if (task) return { task, status: store.view?.statuses.find(({ id }) => id === task.statusId) }
  }
}

/** As the server has it; null where it cannot be seen. Throws ApiError or NetworkError. */
export async function readMentioned(api: Api, key: string, signal: AbortSignal): Promise<MentionedTask | null> {
  const { data } = await api.call('search', { query: { q: key, archived: 'true', limit: 5 }, signal, once: true })
  // One that was moved is found by the key that it had.
  const task = (data.tasks.find((hit) => hit.task.key === key) ?? data.tasks.find(({ place }) => place === 'key'))?.task
  if (!task) return null
  const { data: { items } } = await api.call('listStatuses', { params: { projectId: task.projectId }, signal, once: true })
  return { task, status: items.find(({ id }) => id === task.statusId) }
}
