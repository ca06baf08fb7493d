// Moving tasks to another project: what would become of each, tried by the server, and then done.
import type { BodyInputOf } from '../../../shared/endpoint.ts'
import type { TransferAnswer, transferEndpoints } from '../../../shared/features/transfers.ts'
import type { Status } from '../../../shared/features/workflow.ts'
import type { Stores } from '../../client.svelte.ts'
import { ApiError, NetworkError } from '../../lib/api-error.ts'
import { Trial } from '../../shell/trial.svelte.ts'

export class Transfer extends Trial<BodyInputOf<typeof transferEndpoints.transferTasks>, TransferAnswer> {
  /** Where tasks can go in the chosen project, in their order. */
  statuses = $state.raw<readonly Status[]>([])
  readonly #stores: Stores
  #choosing: AbortController | undefined

  constructor(stores: Stores) {
    super((body, signal) => stores.api.call('transferTasks', { body, ...(signal && { signal }) }))
    this.#stores = stores
  }

  /** Reads the statuses of a project. Without them each task still finds one. */
  async choose(projectId: string): Promise<void> {
    this.#choosing?.abort()
    this.statuses = []
    const { signal } = (this.#choosing = new AbortController())
    try {
      const { data } = await this.#stores.api.call('listStatuses', { params: { projectId }, signal })
      if (!signal.aborted) this.statuses = data.items.filter(({ archived }) => !archived)
    } catch (error) {
      // Without them each task still finds one.
      if (!(error instanceof ApiError || error instanceof NetworkError || signal.aborted)) throw error
    }
  }
}
