// An archive on its way into an empty organization: chosen, tried without keeping anything, brought in.
import type { Stores } from '../../client.svelte.ts'
import type { ArchiveImported } from '../../../shared/features/archive.ts'
import { ApiError } from '../../lib/api-error.ts'
import { newId } from '../../lib/ids.ts'
import { failureWords } from '../../shell/failure-words.ts'
import { ImportProgress } from '../imports/import-progress.svelte.ts'
import { headerOf } from './read-header.ts'
import { t } from './words.ts'

export class Bringing {
  phase = $state<'source' | 'checking' | 'preview' | 'importing' | 'done'>('source')
  file = $state.raw<File | null>(null)
  /** What the trial said, then what the import did. */
  result = $state.raw<ArchiveImported | null>(null)
  refusal = $state.raw<{ text: string; place: string } | null>(null)
  progress = $state.raw<ImportProgress | null>(null)
  readonly #stores: Stores
  #key = ''

  constructor(stores: Stores) {
    this.#stores = stores
  }

  /** The server reads all of it, and keeps nothing. */
  async choose(file: File): Promise<void> {
    this.file = file
    this.#key = newId()
    this.result = this.refusal = null
    this.phase = 'checking'
    const isArchive = file.size > 0 && await headerOf(file) !== null
    if (!isArchive) return this.#refuse(file.size === 0 ? t('import.empty') : t('import.notArchive', { name: file.name }))
    await this.#send(file, true)
    if (this.result) this.phase = 'preview'
  }

  async run(): Promise<void> {
    if (!this.file || this.phase !== 'preview') return
    this.phase = 'importing'
    await this.#send(this.file, false)
    if (!this.refusal) this.phase = 'done'
  }

  async #send(file: File, isTrial: boolean): Promise<void> {
    const progress = this.progress = new ImportProgress(this.#stores, file.size)
    try {
      const { data } = await this.#stores.api.call('importArchive', {
        query: { dryRun: isTrial ? 'true' : 'false', importId: progress.id }, body: file, idempotencyKey: `${this.#key}-${isTrial}`, onUpload: progress.uploaded,
      })
      this.result = data
    } catch (error) {
      const place = error instanceof ApiError ? error.problem.errors?.[0]?.pointer ?? '' : ''
      this.#refuse(failureWords(error), place)
    } finally {
      progress.close()
    }
  }

  #refuse(text: string, place = ''): void {
    this.refusal = { text, place }
    this.result = null
    this.phase = 'source'
  }
}
