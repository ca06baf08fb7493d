// One import of a Trello board: a chosen file, what it would bring, the upload, what it brought.
import type { Stores } from '../../client.svelte.ts'
import { ApiError, NetworkError } from '../../lib/api-error.ts'
import { newId } from '../../lib/ids.ts'
import type { AnswerData } from '../../lib/api.ts'

const MOST_BYTES = 32 * 1024 * 1024
type Phase = 'source' | 'reading' | 'preview' | 'importing' | 'done'

export interface Refusal { text: string; places: readonly string[] }

export class TrelloImport {
  phase = $state<Phase>('source')
  file = $state.raw<File | null>(null)
  preview = $state.raw<AnswerData<'previewTrello'> | null>(null)
  result = $state.raw<AnswerData<'importTrello'> | null>(null)
  refusal = $state.raw<Refusal | null>(null)
  readonly #stores: Stores
  #aborted = new AbortController()
  #key: string | null = null

  constructor(stores: Stores) {
    this.#stores = stores
  }

  /** Looks into the file. The team decides only who may. */
  async choose(file: File, teamId: string): Promise<void> {
    this.restart()
    this.file = file
    if (file.size > MOST_BYTES) {
      this.refusal = { text: `${file.name} is larger than 32 MB, the most that can be imported at once.`, places: [] }
      return
    }
    this.phase = 'reading'
    await this.#ask('source', async (signal) => {
      this.preview = (await this.#stores.api.call('previewTrello', { query: { teamId }, body: file, signal })).data
      this.phase = 'preview'
    })
  }

  /** Brings everything in, or nothing. */
  async run(teamId: string): Promise<void> {
    if (!this.file || this.phase !== 'preview') return
    const { file } = this
    // One key for one file: however often it is tried, the board comes in once.
    const key = (this.#key ??= newId())
    this.phase = 'importing'
    await this.#ask('preview', async (signal) => {
      this.result = (await this.#stores.api.call('importTrello', { query: { teamId }, body: file, signal, idempotencyKey: `${key}-${teamId}` })).data
      this.phase = 'done'
    })
  }

  /** Back to choosing a file; what runs is given up. */
  restart(): void {
    this.#aborted.abort()
    this.#aborted = new AbortController()
    this.phase = 'source'
    this.#key = null
    this.file = this.preview = this.result = this.refusal = null
  }

  async #ask(fallback: Phase, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = this.#aborted
    this.refusal = null
    try {
      await work(signal)
    } catch (error) {
      if (signal.aborted) return
      this.phase = fallback
      this.refusal = refusalOf(error)
    }
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof NetworkError) return { text: 'No answer came from the server. Try again in a moment: the board comes in once.', places: [] }
  if (!(error instanceof ApiError)) throw error
  return { text: error.message, places: error.fields.map(({ pointer, detail }) => `${pointer}: ${detail}`) }
}
