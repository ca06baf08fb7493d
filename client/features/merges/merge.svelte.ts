// Merging duplicates: what would become of each, tried by the server, and then done.
import type { MergeAnswer } from '../../../shared/features/merges.ts'
import type { Stores } from '../../client.svelte.ts'
import { Trial } from '../../shell/trial.svelte.ts'

export class Merge extends Trial<{ keptId: string; taskIds: string[] }, MergeAnswer> {
  constructor({ api }: Stores) {
    super(({ keptId: taskId, ...body }, signal) => api.call('mergeTasks', { params: { taskId }, body, ...(signal && { signal }) }))
  }
}
