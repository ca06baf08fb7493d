// Which change of a task waits since another changed the same.
import type { RefusedChange } from '../../lib/refused-storage.ts'

export const clashOf = (refused: readonly RefusedChange[], taskId: string): RefusedChange | undefined =>
  refused.find(({ change, problem }) => problem.code === 'version_conflict' && change.taskIds.includes(taskId))
