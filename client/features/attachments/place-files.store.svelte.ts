// The files of a project or team while they are on the screen: one snapshot, kept by the team's stream.
import type { PlaceFile } from '../../../shared/features/place-files.ts'
import { Followed } from '../followed.svelte.ts'
import type { StoreContext, StoreStatus } from '../stores.ts'
import type { FilePlace } from './file-place.ts'
import { askFiles } from './place-requests.ts'
import { reduceAll, type FilesState } from './place-files.reducer.ts'

export class PlaceFilesStore {
  readonly place: FilePlace
  readonly #followed: Followed<FilesState>
  /** Asked to be removed, and not yet confirmed. */
  #leaving = $state.raw<ReadonlySet<string>>(new Set())
  readonly files = $derived.by(() => (this.#followed.confirmed?.items ?? []).filter(({ id }) => !this.#leaving.has(id)))
  readonly #context: StoreContext

  constructor(context: StoreContext, place: FilePlace) {
    this.#context = context
    this.place = place
    this.#followed = new Followed(context, { read: async (signal) => ({ ...(await askFiles(context.api, place, signal)), place }), reduceAll })
  }

  get status(): StoreStatus {
    return this.#followed.status
  }

  close(): void {
    this.#followed.close()
  }

  load(): Promise<void> {
    return this.#followed.load()
  }

  /** Gone from the screen at once; back when it is refused. Throws what the request throws. */
  async remove({ id }: Pick<PlaceFile, 'id'>): Promise<void> {
    this.#leaving = new Set([...this.#leaving, id])
    try {
      await this.#context.api.call('deleteAttachment', { params: { attachmentId: id } })
    } catch (error) {
      this.#leaving = new Set([...this.#leaving].filter((one) => one !== id))
      throw error
    }
  }
}
